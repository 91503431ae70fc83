"""What must come of attempts to reach a network."""

from tests.sandbox.attack import UNWRITABLE, ends, refused, returns
from verifiers.model import Status

ATTACKS = (
    refused("open_socket", "TCP", kind="tcp"),
    ends("connect", "TCP", Status.DENIED, host="192.0.2.1", port=80),
    refused("open_socket", "UDP", kind="udp"),
    ends("send_datagram", "UDP", Status.DENIED, host="192.0.2.1", port=53),
    ends("resolve", "DNS", Status.DENIED, name="example.org"),
    refused("open_socket", "IPv6", kind="tcp over ipv6"),
    refused("open_socket", "IPv6", kind="udp over ipv6"),
    ends("connect", "IPv6", Status.DENIED, host="2001:db8::1", port=80),
    ends("connect", "metadata addresses", Status.DENIED, host="169.254.169.254", port=80),
    ends("connect", "metadata addresses", Status.DENIED, host="fd00:ec2::254", port=80),
    ends("connect", "loopback", Status.DENIED, host="127.0.0.1", port=80),
    refused("listen_on_loopback", "loopback"),
    returns("listen_on_abstract_socket", "abstract unix sockets", "left"),
    refused("reach_abstract_socket", "abstract unix sockets", "ECONNREFUSED", why="nobody is left to listen"),
    returns("bind_socket_file", "unix sockets in files", *UNWRITABLE),
    refused("open_socket", "vsock", kind="vsock"),
    refused("open_socket", "netlink", kind="netlink"),
    refused("open_socket", "alg", kind="alg"),
    *(refused("open_socket", "raw sockets", kind=kind) for kind in ("raw", "ping", "packet")),
    *(
        refused("open_socket", "other families", kind=kind)
        for kind in ("bluetooth", "can", "xdp", "tipc", "key", "qipcrtr", "smc", "rds")
    ),
    returns("interfaces", "interfaces", []),
    returns("talk_to_oneself", "abstract unix sockets", "x"),
    refused("io_uring", "ways around", "ENOSYS", why="a kernel may be built without it"),
)
