"""What a check may find in ``indicators.yaml`` and its like: found, expected, next step."""

from indicators.sentences.marking import N_

CATALOGUE_PROBLEMS: dict[str, str] = {
    "yaml_value": N_("""{fault}
YAML values
quote the value as text"""),
    "yaml_unreadable": N_("""{fault}
a readable file
make the file readable"""),
    "yaml_control_byte": N_("""{found}
text in UTF-8
delete it, or save the file again as UTF-8 text"""),
    "yaml_absent": N_("""{found}
a YAML file
put indicators.yaml there"""),
    "yaml_too_large": N_("""{size} bytes
at most {most} bytes
check what was pasted in"""),
    "yaml_old_encoding": N_("""byte {byte}, as in Windows-1258 or another old encoding
text in UTF-8
save the file again as UTF-8"""),
    "yaml_empty": N_("""{found}
the catalogue
restore the catalogue"""),
    "yaml_too_deep": N_("""deeper nesting
at most {most} levels
close the brackets"""),
    "yaml_anchor": N_("""anchor or alias {name}
none
write the content out where it is meant"""),
    "yaml_tag": N_("""tag {tag}
no tags
leave the tag out; quote text where needed"""),
    "yaml_key_twice": N_("""the key {key} again (first on line {line})
each key once
keep one of the two"""),
    "yaml_invalid": N_("""{fault}
valid YAML
mend the indentation, quotes or brackets on this line or the one above"""),
    "catalogue_unusable": N_("""{fault}
a catalogue
run the check"""),
    "catalogue_schema_broken": N_("""{fault}
a JSON Schema
restore the file from version control"""),
    "catalogue_form": N_("""{found}
{expected}
{step}"""),
    "said_twice": N_("""{value} again (first on line {line})
each one once
rename one of the two, or remove it"""),
    "province_in_two_regions": N_("""province {province} in a second region
one region each
leave it in one of the two"""),
    "break_of_unknown": N_("""{indicator}
an indicator of this file
correct the id, or leave `indicators` out where the areas changed"""),
    "derived_of_unknown": N_("""{indicator}
an indicator of this file
correct the id"""),
    "derived_fields": N_("""{rule} with {found}
{fields}, nothing else
add or remove the field"""),
    "link_to_unknown": N_("""{indicator}
an id of this file
correct it, or declare that indicator"""),
    "not_composed": N_("""{text}
text in NFC
type the letters as single characters (NFC)"""),
    "theme_undeclared": N_("""{theme}
one of {known}
correct it or declare the theme"""),
    "headline_without_direction": N_("""direction none
higher or lower for a headline indicator
choose a direction or take headline away"""),
    "headline_without_reading": N_("""a headline without reading
a reading
say what the number does not allow one to say, in vi and en"""),
    "plan_against_id": N_("""{indicator}
against_plan where the id ends with {ending}, and there alone
add or remove `against_plan`"""),
    "range_reversed": N_("""{low} to {high}
finite bounds, lower < higher
write the lower bound first"""),
    "range_absent": N_("""no range for {level}
one for each level
add `{level}: [lowest, highest]`"""),
    "dates_reversed": N_("""{first} after {last}
{start} on or before {end}
swap the two dates"""),
    "basis_twice": N_("""{code} again
each code once
remove one"""),
    "threshold_region": N_("""{name}
a region: {known}
correct it or declare it"""),
    "threshold_province": N_("""{name}
a province of the region: {known}
correct it or declare it"""),
    "threshold_basis": N_("""{name}
a basis: {known}
correct it or declare it"""),
    "threshold_type": N_("""{name}
a type in applies_to: {known}
correct it or declare it"""),
    "threshold_document": N_("""{name}
a document in legal_basis: {known}
correct it or declare it"""),
    "threshold_without_document": N_("""a threshold without legal_basis
the document that sets it
name the document, or leave the threshold out"""),
    "threshold_outside": N_("""{value}
{low} to {high}
correct the threshold or the range"""),
}
