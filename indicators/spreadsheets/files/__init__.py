"""Office files into cells: XLSX, XLS, ODS and delimited text, guarded and decoded."""
