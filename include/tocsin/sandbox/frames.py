"""What goes over the pipes between parent and child? Frames: 8 bytes of length, then so many bytes."""

import struct

LENGTH = struct.Struct(">Q")
