-- Makes the file into which a release of the lake is copied; what is made then is made there. $path.
ATTACH $path AS copy;
USE copy
