"""Ways out over a network. Each function gives how the attempt was answered, or lets the refusal escape."""

import os
import socket
from typing import Any

from reach import refusal, system_call

ABSTRACT = "\0callproof-planted"
FAMILIES = {
    "tcp": (socket.AF_INET, socket.SOCK_STREAM, 0),
    "udp": (socket.AF_INET, socket.SOCK_DGRAM, 0),
    "tcp over ipv6": (socket.AF_INET6, socket.SOCK_STREAM, 0),
    "udp over ipv6": (socket.AF_INET6, socket.SOCK_DGRAM, 0),
    "raw": (socket.AF_INET, socket.SOCK_RAW, 1),
    "ping": (socket.AF_INET, socket.SOCK_DGRAM, 1),
    "packet": (17, socket.SOCK_RAW, 0),
    "netlink": (16, socket.SOCK_RAW, 0),
    "vsock": (40, socket.SOCK_STREAM, 0),
    "alg": (38, socket.SOCK_SEQPACKET, 0),
    "bluetooth": (31, socket.SOCK_RAW, 0),
    "can": (29, socket.SOCK_RAW, 1),
    "xdp": (44, socket.SOCK_RAW, 0),
    "tipc": (30, socket.SOCK_RDM, 0),
    "key": (15, socket.SOCK_RAW, 2),
    "qipcrtr": (42, socket.SOCK_DGRAM, 0),
    "smc": (43, socket.SOCK_STREAM, 0),
    "rds": (21, socket.SOCK_SEQPACKET, 0),
}


def open_socket(kind: str) -> str:
    return refusal(lambda: socket.socket(*FAMILIES[kind]).close())


def connect(host: str, port: int) -> str:
    """Connect over TCP, and let the refusal escape."""
    with socket.create_connection((host, port), timeout=0.5):
        return "connected"


def send_datagram(host: str, port: int) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        return sender.sendto(b"x", (host, port))


def resolve(name: str) -> Any:
    return socket.getaddrinfo(name, 80)[0][4]


def listen_on_loopback() -> str:
    return refusal(lambda: socket.create_server(("127.0.0.1", 8080)).close())


def interfaces() -> list[str]:
    """Network interfaces beyond the loopback, by any way that shows them."""
    try:
        names = [name for _, name in socket.if_nameindex()]
    except OSError:
        names = []
    try:
        names += os.listdir("/sys/class/net")
    except OSError:
        pass
    return sorted(set(names) - {"lo", "tunl0", "sit0", "ip6tnl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0"})


def talk_to_oneself() -> str:
    """A pair of unix sockets, which libraries use inside of one process."""
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        return other.recv(1).decode()


def listen_on_abstract_socket() -> str:
    """Leave an abstract socket, and a process that holds it."""
    server = socket.socket(socket.AF_UNIX)
    answer = refusal(lambda: server.bind(ABSTRACT))
    if answer == "allowed":
        server.listen()
        if os.fork() == 0:
            server.accept()
    return "left"


def reach_abstract_socket() -> str:
    """Whether somebody listens where another example left a socket."""
    with socket.socket(socket.AF_UNIX) as client:
        return refusal(lambda: client.connect(ABSTRACT))


def bind_socket_file() -> str:
    with socket.socket(socket.AF_UNIX) as server:
        return refusal(lambda: server.bind("/tmp/socket"))


def io_uring() -> Any:
    """The way to sockets and files that passes by the filter of system calls."""
    return system_call("io_uring_setup", 1, 0)
