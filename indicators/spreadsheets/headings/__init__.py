"""What the headings of a sheet say: layout, columns, periods, areas, units."""
