
use builtin;
use str;

set edit:completion:arg-completer[sfo] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'sfo'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'sfo'= {
            cand -o 'Org: an alias, a user name, or `demo`'
            cand --org 'Org: an alias, a user name, or `demo`'
            cand --target-org 'Org: an alias, a user name, or `demo`'
            cand -f 'Output format'
            cand --format 'Output format'
            cand --jq 'Filter the JSON with a jq expression'
            cand --output 'Write to FILE instead of stdout'
            cand --api-version 'API version, such as 67.0'
            cand --timeout 'Give up a request after DUR, such as 90s or 5m'
            cand --color 'When to use colour'
            cand --json 'Short for --format json'
            cand --csv 'Short for --format csv'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Tell each request on stderr; twice for headers'
            cand --verbose 'Tell each request on stderr; twice for headers'
            cand --no-input 'Never ask'
            cand --stats 'Tell requests, bytes, time and API calls left at the end'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand query 'Run SOQL and print its rows'
            cand completion 'Print a completion script'
            cand help 'Show the help of a command or a topic'
        }
        &'sfo;query'= {
            cand --bind 'Value for :NAME in the text: NAME=TEXT is quoted, NAME:=LITERAL is a number, date, boolean, null or list'
            cand --limit 'Stop after N rows'
            cand --page-size 'Rows a page, as a wish; the org takes 200 to 2000'
            cand --null-as 'Write null as TEXT where the format has no null'
            cand --children 'What becomes of child rows outside JSON'
            cand -o 'Org: an alias, a user name, or `demo`'
            cand --org 'Org: an alias, a user name, or `demo`'
            cand --target-org 'Org: an alias, a user name, or `demo`'
            cand -f 'Output format'
            cand --format 'Output format'
            cand --jq 'Filter the JSON with a jq expression'
            cand --output 'Write to FILE instead of stdout'
            cand --api-version 'API version, such as 67.0'
            cand --timeout 'Give up a request after DUR, such as 90s or 5m'
            cand --color 'When to use colour'
            cand --all-rows 'Also deleted and archived rows'
            cand --tooling 'Ask the Tooling API'
            cand --explain 'Show the org''s plans instead of running the query'
            cand --count 'Print only how many rows there are'
            cand --fail-empty 'Exit 5 where there are no rows'
            cand --raw 'Keep the org''s own envelope and attributes'
            cand --bom 'Begin csv and tsv with a byte order mark'
            cand --formula-guard 'Keep spreadsheets from running csv and tsv cells as formulas'
            cand --json 'Short for --format json'
            cand --csv 'Short for --format csv'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Tell each request on stderr; twice for headers'
            cand --verbose 'Tell each request on stderr; twice for headers'
            cand --no-input 'Never ask'
            cand --stats 'Tell requests, bytes, time and API calls left at the end'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'sfo;completion'= {
            cand -o 'Org: an alias, a user name, or `demo`'
            cand --org 'Org: an alias, a user name, or `demo`'
            cand --target-org 'Org: an alias, a user name, or `demo`'
            cand -f 'Output format'
            cand --format 'Output format'
            cand --jq 'Filter the JSON with a jq expression'
            cand --output 'Write to FILE instead of stdout'
            cand --api-version 'API version, such as 67.0'
            cand --timeout 'Give up a request after DUR, such as 90s or 5m'
            cand --color 'When to use colour'
            cand --json 'Short for --format json'
            cand --csv 'Short for --format csv'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Tell each request on stderr; twice for headers'
            cand --verbose 'Tell each request on stderr; twice for headers'
            cand --no-input 'Never ask'
            cand --stats 'Tell requests, bytes, time and API calls left at the end'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'sfo;help'= {
            cand -o 'Org: an alias, a user name, or `demo`'
            cand --org 'Org: an alias, a user name, or `demo`'
            cand --target-org 'Org: an alias, a user name, or `demo`'
            cand -f 'Output format'
            cand --format 'Output format'
            cand --jq 'Filter the JSON with a jq expression'
            cand --output 'Write to FILE instead of stdout'
            cand --api-version 'API version, such as 67.0'
            cand --timeout 'Give up a request after DUR, such as 90s or 5m'
            cand --color 'When to use colour'
            cand --json 'Short for --format json'
            cand --csv 'Short for --format csv'
            cand -q 'Say nothing but data and errors'
            cand --quiet 'Say nothing but data and errors'
            cand -v 'Tell each request on stderr; twice for headers'
            cand --verbose 'Tell each request on stderr; twice for headers'
            cand --no-input 'Never ask'
            cand --stats 'Tell requests, bytes, time and API calls left at the end'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
    ]
    $completions[$command]
}
