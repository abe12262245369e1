-- Opens a lake for reading, with its files where the builds have put them. $address.
ATTACH $address AS lake (READ_ONLY)
