# Formats that jq has and the crates do not.
def _scalar: if isarray or isobject then error("\(.) is not a value of a row") elif . == null then "" else tostring end;
def _replace($from; $to): split($from) | join($to);
def @csv: map(if isstring then "\"\(_replace("\""; "\"\""))\"" else _scalar end) | join(",");
def @tsv: map(if isstring then _replace("\\"; "\\\\") | _replace("\t"; "\\t") | _replace("\n"; "\\n") | _replace("\r"; "\\r")
  else _scalar end) | join("\t");
