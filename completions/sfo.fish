# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_sfo_global_optspecs
    string join \n o/org= f/format= json csv jq= output= api-version= timeout= q/quiet v/verbose color= no-input stats h/help V/version
end

function __fish_sfo_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_sfo_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_sfo_using_subcommand
    set -l cmd (__fish_sfo_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c sfo -n "__fish_sfo_needs_command" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_needs_command" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_needs_command" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_needs_command" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_needs_command" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_needs_command" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_needs_command" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_needs_command" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_needs_command" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_needs_command" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_needs_command" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_needs_command" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_needs_command" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_needs_command" -s V -l version -d 'Print version'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "query" -d 'Run SOQL and print its rows'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "demo" -d 'Run, look at or renew the built-in demo org'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "completion" -d 'Print a completion script'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "help" -d 'Show the help of a command or a topic'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l bind -d 'Value for :NAME in the text: NAME=TEXT is quoted, NAME:=LITERAL is a number, date, boolean, null or list' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l limit -d 'Stop after N rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l page-size -d 'Rows a page, as a wish; the org takes 200 to 2000' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l null-as -d 'Write null as TEXT where the format has no null' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l children -d 'What becomes of child rows outside JSON' -r -f -a "json\t'The list as JSON text in one cell'
count\t'How many there are'
explode\t'One row for each child, the parent\'s cells repeated'"
complete -c sfo -n "__fish_sfo_using_subcommand query" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand query" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand query" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand query" -l all-rows -d 'Also deleted and archived rows'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l tooling -d 'Ask the Tooling API'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l explain -d 'Show the org\'s plans instead of running the query'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l count -d 'Print only how many rows there are'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l fail-empty -d 'Exit 5 where there are no rows'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l raw -d 'Keep the org\'s own envelope and attributes'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l bom -d 'Begin csv and tsv with a byte order mark'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l formula-guard -d 'Keep spreadsheets from running csv and tsv cells as formulas'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand query" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand query" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand query" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -f -a "serve" -d 'Run the demo org for other programs, until Ctrl-C'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -f -a "reset" -d 'Give the demo org its first records back, and end all logins'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -f -a "info" -d 'Show the demo org\'s apps, users and records, without starting it'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l port -d 'Listen on this port of the loopback addresses' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l latency -d 'Hold every reply back this long, for example `250ms`' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l page-size -d 'Put at most this many rows on a page of a query' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l token-lifetime -d 'End access tokens this long after they were issued' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l daily-requests -d 'Refuse API calls beyond this many in 24 hours' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l fail -d 'Let matching requests fail; repeatable' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l rotate-refresh-tokens -d 'Give every app a new refresh token at each refresh, and end the login that uses an old one'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`' -r
complete -c sfo -n "__fish_sfo_using_subcommand help" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand help" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand help" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand help" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand help" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand help" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand help" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand help" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand help" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
