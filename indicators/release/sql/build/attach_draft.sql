-- Makes the file of a release in an empty instance. $path, $spill: where what outgrows the memory goes.
-- No log of single steps: a draft that is not whole is thrown away, and the checkpoint writes it all.
ATTACH $path AS draft (RECOVERY_MODE NO_WAL_WRITES);
SET temp_directory = $spill;
USE draft
