"""The table of attacks, a module for each heading of the threats."""

from tests.sandbox.attack import Attack
from tests.sandbox.expected import (
    files,
    import_time,
    information,
    interpreter,
    kernel_surface,
    network,
    process,
    resources,
    result_channel,
    state,
    values,
)
from tests.sandbox.threats import Heading

ATTACKS: dict[Heading, tuple[Attack, ...]] = {
    Heading.RESOURCES: resources.ATTACKS,
    Heading.RESULT_CHANNEL: result_channel.ATTACKS,
    Heading.VALUES: values.ATTACKS,
    Heading.INTERPRETER: interpreter.ATTACKS,
    Heading.PROCESS: process.ATTACKS,
    Heading.INFORMATION: information.ATTACKS,
    Heading.NETWORK: network.ATTACKS,
    Heading.FILES: files.ATTACKS,
    Heading.STATE: state.ATTACKS,
    Heading.IMPORT_TIME: import_time.ATTACKS,
    Heading.KERNEL_SURFACE: kernel_surface.ATTACKS,
}
