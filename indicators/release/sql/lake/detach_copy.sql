-- Lets go of the copy, whole on the disk.
USE memory;
DETACH copy
