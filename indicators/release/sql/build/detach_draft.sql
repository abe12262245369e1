-- Writes the draft whole and lets go of its file and of all that was kept of it in memory.
CHECKPOINT draft;
USE memory;
DETACH draft
