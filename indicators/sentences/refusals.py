"""Why a spreadsheet, a mapping or a text is not read at all: found, expected, next step."""

from indicators.sentences.marking import N_

REFUSALS: dict[str, str] = {
    # The file as such.
    "report_absent": N_("""{found}
a CSV, XLSX, XLS or ODS file
check the path"""),
    "report_empty": N_("""an empty file
a table
download or save it again"""),
    "report_too_large": N_("""{size} bytes
a spreadsheet of at most {most} bytes
export the one sheet as CSV (UTF-8)"""),
    "not_as_named": N_("""a file that begins with {head}
the content of a workbook, as its name says
open it in Excel or LibreOffice and save it as .xlsx, or name it .csv if it is text"""),
    "archive_damaged": N_("""a damaged or encrypted archive ({fault})
a workbook that opens
open it in Excel or LibreOffice and save it as .xlsx"""),
    "too_many_parts": N_("""{count} parts
at most {most}
open it in Excel or LibreOffice and save it as .xlsx"""),
    "unpacks_too_large": N_("""far more data than the file's size allows
at most {most} bytes unpacked
delete unused rows and columns and save it again, or export the sheet as CSV"""),
    "binary_workbook": N_("""a binary workbook (.xlsb)
XLSX, XLS, ODS or CSV
open it in Excel or LibreOffice and save it as .xlsx"""),
    "other_archive": N_("""an archive with {names}
an XLSX or ODS workbook
unpack it and give the spreadsheet inside"""),
    "no_content": N_("""no content.xml
an ODS workbook
save it again as .ods"""),
    "xml_broken": N_("""broken XML ({fault})
a workbook that opens
open it in Excel or LibreOffice and save it again"""),
    "xml_doctype": N_("""a document type declaration
plain workbook XML
open it in Excel or LibreOffice and save it again"""),
    "number_format_broken": N_("""a number format without {attribute}
a workbook that opens
save it again from Excel"""),
    "workbook_damaged": N_("""a damaged workbook ({fault})
a workbook that opens
open it in Excel or LibreOffice and save it as .xlsx"""),
    "workbook_unreadable": N_("""a workbook that cannot be read ({fault})
a workbook that opens
open it in Excel or LibreOffice and save it as .xlsx"""),
    "other_office_file": N_("""a file of another Office program
a workbook
open it in Excel or LibreOffice and save it as .xlsx"""),
    "old_excel": N_("""a workbook of Excel 95 or older
Excel 97 or later
open it in Excel or LibreOffice and save it as .xlsx"""),
    "password": N_("""a workbook protected by a password
one without
open it with the password and save it without one"""),
    # What is more than cells.
    "macro_vba": N_("""a macro (VBA)
cells only
save it as .xlsx, which keeps no macros"""),
    "macro_sheet": N_("""a macro sheet (Excel 4.0)
cells only
save it as .xlsx without the macro sheet"""),
    "macro_basic": N_("""a macro (Basic)
cells only
remove the macros and save it again"""),
    "script": N_("""a script
cells only
remove the scripts and save it again"""),
    "links_excel": N_("""links to other workbooks
cells only
in Excel: Data > Edit Links > Break Link, then save it again"""),
    "links_libreoffice": N_("""links to other workbooks
cells only
in LibreOffice: Edit > Links, break them, then save it again"""),
    "outside_data": N_("""a connection to outside data
cells only
in Excel: Data > Queries & Connections, delete it, then save it again"""),
    # Text tables.
    "text_too_large": N_("""{size} bytes
at most {most}
for millions of figures use the columns of data/observations/*.csv"""),
    "nul_bytes": N_("""NUL bytes
a text table or a workbook
open it in the program that made it and export CSV (UTF-8)"""),
    "markup": N_("""markup (HTML or XML)
a text table or a workbook
open it in Excel or LibreOffice and save it as .xlsx"""),
    "undecodable": N_("""bytes that are not {encoding} ({fault})
text in UTF-8, UTF-16 or Windows-1258
save it again as CSV UTF-8"""),
    "control_characters": N_("""control characters
a text table
save it again as CSV UTF-8"""),
    "table_too_wide": N_("""{columns} columns, row {row}
at most {most_columns} columns and {most} rows
split the file"""),
    "quotes_broken": N_("""broken CSV ({fault})
closed quotation marks and cells of at most {most} characters
look for a quotation mark that is not closed"""),
    "header_wrong": N_("""{found}
columns out of {columns}
correct the header row"""),
    # Sheets out of bounds.
    "cell_far_away": N_("""a used cell at {cell}, far from any table
a sheet of at most {most} values in {cells} cells
delete the rows and columns around the table, or export it as CSV"""),
    "too_much_text": N_("""one long text in very many cells
at most {most} characters
delete the texts around the table"""),
    "cell_too_low": N_("""a used cell in {cell}
at most {most} rows
delete the rows below the table, or export it as CSV in the columns of \
data/observations/*.csv"""),
    "cells_spread_out": N_("""{count} used cells spread out to {cell}
a table without stray cells
delete the rows and columns around the table"""),
    "no_value": N_("""no value in any sheet
a table
check the file"""),
    "too_many_indicator_rows": N_("""{count} rows of indicators
at most {most}
split the table, or write it as CSV in the columns of data/observations/*.csv"""),
    # Headings, mapping, period, area.
    "sheet_absent": N_("""sheets {names}
a sheet {sheet}
choose one of them"""),
    "no_headings": N_("""no row that heads a column of communes or of indicators in {names}
a heading such as “Tên đơn vị” or “Xã, phường” over the names, or “Chỉ tiêu”
write that heading, or add the one that is used to data/headers.yaml"""),
    "no_period": N_("""no period in title or headings
a period
give --year 2025 or --period 2025-01-01/2025-06-30"""),
    "other_commune": N_("""a title about {areas}
{area}, as its mapping says
check the report; name the commune, or delete the mapping file"""),
    "several_communes": N_("""a title about {areas}
one commune, in the title or over each column
name the commune: its field on the page, or --area with its code or name"""),
    "no_commune": N_("""no commune in the title
one commune, in the title or over each column
name the commune: its field on the page, or --area with its code or name"""),
    "area_not_found": N_("""the area {area} ({why})
one area
name the commune: its field on the page, or --area with its code or name"""),
    "mapping_wrong": N_("""{found}
a mapping as `import --save-mapping` writes it
correct it; without it a new one is proposed"""),
    "sheet_moved": N_("""sheets {names}
a sheet {sheet}, as its mapping says
check the report; without the mapping file the new layout is proposed"""),
    "header_moved": N_("""the header in rows {rows}
rows {expected}, as its mapping says
check the report; without the mapping file the new layout is proposed"""),
    "header_gone": N_("""{count} rows
the header in rows {expected}, as its mapping says
check the report; without the mapping file the new layout is proposed"""),
    "column_added": N_("""a new column {heading}
no column there, as its mapping says
check the report; without the mapping file the new layout is proposed"""),
    "heading_other": N_("""the heading {heading}
{expected}, as its mapping says
check the report; without the mapping file the new layout is proposed"""),
    "heading_moved": N_("""the heading {heading}
{expected} (it is in column {column} now), as its mapping says
check the report; without the mapping file the new layout is proposed"""),
    "headers_unusable": N_("""{fault}
the vocabulary
restore the file or mend the line"""),
    # What is too much for a page.
    "article_too_long": N_("""{size} characters
at most {most}
split it, or run: python -m indicators extract"""),
    "too_many_figures": N_("""{count} figures
at most {most}
run: python -m indicators import"""),
    "ending_unknown": N_("""a file {ending}
{endings}
save it as .xlsx or .csv"""),
    "ending_absent": N_("""a file without an ending
{endings}
save it as .xlsx or .csv"""),
    # JSON tables.
    "json_too_wide": N_("""{objects} objects of {keys} keys
at most {most} of {most_keys}
ask for a part of it"""),
    "json_too_large": N_("""{size} bytes
at most {most}
ask for a part of it"""),
    "no_json": N_("""no JSON ({fault})
JSON in UTF-8
take an address or a file that gives a list of objects, or save it as CSV"""),
    "several_lists": N_("""lists of objects under {places}
one list of objects
take an address or a file that gives a list of objects, or save it as CSV"""),
    "no_list": N_("""no list of objects
one list of objects
take an address or a file that gives a list of objects, or save it as CSV"""),
}
