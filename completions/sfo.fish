# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_sfo_global_optspecs
    string join \n o/org= f/format= json csv jq= output= api-version= timeout= q/quiet v/verbose color= no-input max-calls= stats h/help V/version
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

complete -c sfo -n "__fish_sfo_needs_command" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_needs_command" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_needs_command" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_needs_command" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_needs_command" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_needs_command" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_needs_command" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_needs_command" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_needs_command" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_needs_command" -s V -l version -d 'Print version'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "auth" -d 'Sign in, and look at, renew, hand over and end a login'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "org" -d 'List, choose, look at, open and protect orgs'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "query" -d 'Run SOQL and print its rows'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "search" -d 'Find records of several objects by words'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "describe" -d 'Show the objects of an org, the fields of one, or where a path leads'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "record" -d 'Read, create, change, delete, bring back and merge records'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "bulk" -d 'Move any number of rows out of and into an org by jobs'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "action" -d 'List, explain and run invocable actions: standard ones, Apex, flows, quick actions and alerts'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "api" -d 'Call any REST resource of the org'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "apex" -d 'Run Apex in the org'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "limits" -d 'List the org\'s limits, the most used first'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "app" -d 'Create and prove an External Client App'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "exec" -d 'Run a command with fresh credentials in its environment'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "demo" -d 'Run, look at or renew the built-in demo org'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "completion" -d 'Print a completion script'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "why" -d 'Explain an OAuth error, and which box in Setup to change'
complete -c sfo -n "__fish_sfo_needs_command" -f -a "help" -d 'Show the help of a command or a topic'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -f -a "login" -d 'Sign in to an org'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -f -a "logout" -d 'End a login at the org and forget it'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -f -a "status" -d 'Show who is signed in'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -f -a "refresh" -d 'Get a new access token'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -f -a "token" -d 'Print the access token'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -f -a "export" -d 'Print a login with its secrets, for another program'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and not __fish_seen_subcommand_from login logout status refresh token export import" -f -a "import" -d 'Take over logins of the official CLI'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l alias -d 'Name for this login; the user name where none is given' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l host -d 'Login host: production, sandbox, a My Domain, a host or a URL' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l flow -d 'How to sign in' -r -f -a "web\t'In a browser that comes back to this machine'
paste\t'In a browser anywhere; its last address is pasted'
client-credentials\t'As the user an app runs as'
jwt\t'With a certificate'
password\t'With user name and password, for old connected apps'
headless\t'With a site\'s own login'
device\t'In a browser on another device'
token\t'With an access token you already hold'
auth-url\t'With the address of a login of the official CLI'"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l client-id -d 'Consumer key of the app' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l client-secret-file -d 'Read the consumer secret from FILE' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l redirect-uri -d 'Callback exactly as registered; of several, the first whose port is free' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l scope -d 'Scopes to ask for; none for all that the app may have' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l username -d 'User to sign in as' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l key-file -d 'RSA private key in PEM, for --flow jwt' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l password-file -d 'Read the password from FILE' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l wait -d 'Wait this long for the browser' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l store -d 'Where to keep the secrets; `SFO_STORE` where not given' -r -f -a "keyring\t'The keychain of the operating system'
file\t'A file that only you can read'"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l sandbox -d 'Short for --host sandbox'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l client-secret -d 'Ask for the app\'s consumer secret'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l client-secret-stdin -d 'Read the consumer secret from stdin'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l password-stdin -d 'Read the password from stdin'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l access-token-stdin -d 'Read the access token from stdin, for --flow token'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l auth-url-stdin -d 'Read the force:// URL from stdin, for --flow auth-url'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-browser -d 'Open no browser; the address is printed in any case'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-prompt -d 'Take the browser\'s session instead of a new login'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l keep-remote -d 'Only forget it here'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l all -d 'End every login'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from logout" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l check -d 'Ask the org whether the login still works'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from refresh" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l as -d 'Form' -r -f -a "env\t'export NAME=\'VALUE\' for sh, bash and zsh'
dotenv\t'NAME="VALUE" lines'
json\t'One object'
fish\t'set -gx NAME \'VALUE\''
powershell\t'$env:NAME = \'VALUE\''
auth-url\t'force://… of the official CLI, with the refresh token'"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l store -d 'Where to keep the secrets; `SFO_STORE` where not given' -r -f -a "keyring\t'The keychain of the operating system'
file\t'A file that only you can read'"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l all -d 'Take over every login there is'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand auth; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -f -a "list" -d 'List the logins there are'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -f -a "use" -d 'Choose the org for commands that name none'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -f -a "show" -d 'Show which org is meant, and what decided it'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -f -a "open" -d 'Open the org in a browser'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -f -a "alias" -d 'Give a login another name'
complete -c sfo -n "__fish_sfo_using_subcommand org; and not __fish_seen_subcommand_from list use show open alias policy" -f -a "policy" -d 'Say what may be written to an org'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l check -d 'Ask each org whether its login still works, all at once'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l here -d 'Only in this folder and below it: written to .sfo.toml'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l browser -d 'Open it in this program instead of the default browser' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l url-only -d 'Print the link instead of opening it'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from open" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from alias" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand org; and __fish_seen_subcommand_from policy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l list-view -d 'Run the query of a list view, by name, label or id' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l bind -d 'Value for :NAME in the text: NAME=TEXT is quoted, NAME:=LITERAL is a number, date, boolean, null or list' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l in -d 'List for IN :NAME in the text: lines, a column of CSV or TSV, a member of JSON records, - for stdin' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l report-missing -d 'Tell which values of the list no row has, on stderr or in FILE' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l tz -d 'Show date-times in this zone: local, user, UTC, or a name such as Europe/Berlin; dates stay as they are' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l limit -d 'Stop after N rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l page-size -d 'Rows a page, as a wish; the org takes 200 to 2000' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l parallel -d 'Ask for N ranges of Ids at a time; rows come in the order of their Ids' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l null-as -d 'Write null as TEXT where the format has no null' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l children -d 'What becomes of child rows outside JSON' -r -f -a "json\t'The list as JSON text in one cell'
count\t'How many there are'
explode\t'One row for each child, the parent\'s cells repeated'"
complete -c sfo -n "__fish_sfo_using_subcommand query" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand query" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand query" -l show-query -d 'Print the query as it would be sent, and ask for no data'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l all-rows -d 'Also deleted and archived rows'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l tooling -d 'Ask the Tooling API'
complete -c sfo -n "__fish_sfo_using_subcommand query" -l unordered -d 'Write rows as they come, in no order'
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
complete -c sfo -n "__fish_sfo_using_subcommand search" -l in -d 'Objects to search, separated by commas; without it, all, of which the org tells ids alone' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l fields -d 'Fields to print, separated by commas; OBJECT.FIELD is for that object alone; without it, the name' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l where -d 'Condition in SOQL; OBJECT:CONDITION is for that object alone' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l scope -d 'Which fields to look into; without it, all' -r -f -a "all\t''
name\t''
email\t''
phone\t''
sidebar\t''"
complete -c sfo -n "__fish_sfo_using_subcommand search" -l limit -d 'At most N records, spread over the objects' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l null-as -d 'Write null as TEXT where the format has no null' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l children -d 'What becomes of child rows outside JSON' -r -f -a "json\t'The list as JSON text in one cell'
count\t'How many there are'
explode\t'One row for each child, the parent\'s cells repeated'"
complete -c sfo -n "__fish_sfo_using_subcommand search" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand search" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand search" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand search" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand search" -l count -d 'Print only how many records there are'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l fail-empty -d 'Exit 5 where there are no records'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l show-query -d 'Print the SOSL as it would be sent, and search nothing'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l raw -d 'Keep the org\'s own envelope and attributes'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l bom -d 'Begin csv and tsv with a byte order mark'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l formula-guard -d 'Keep spreadsheets from running csv and tsv cells as formulas'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand search" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand search" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand search" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l match -d 'Only names that match, with * and ?' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l record-type -d 'Only the values that a record type offers: its name, developer name or id' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l where -d 'Count only records that meet this SOQL condition' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l null-as -d 'Write null as TEXT where the format has no null' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l children -d 'What becomes of child rows outside JSON' -r -f -a "json\t'The list as JSON text in one cell'
count\t'How many there are'
explode\t'One row for each child, the parent\'s cells repeated'"
complete -c sfo -n "__fish_sfo_using_subcommand describe" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l custom -d 'Only what is custom: objects, or fields of OBJECT'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l picklists -d 'Values of picklists, and which values of a controlling field allow them'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l relationships -d 'Lists of child records'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l record-types -d 'Record types'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l required -d 'Only fields that a new record needs'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l usage -d 'How many records fill each field, the fullest first'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l permissions -d 'What profiles and permission sets may do: with the object, or with fields that OBJECT.FIELD or --match names'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l offline -d 'Use the kept copy and send nothing'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l refresh -d 'Fetch anew, changed or not'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l raw -d 'Keep the org\'s own envelope and attributes'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l bom -d 'Begin csv and tsv with a byte order mark'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l formula-guard -d 'Keep spreadsheets from running csv and tsv cells as formulas'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "get" -d 'Print records, by Id or by a key field'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "create" -d 'Create a record, or one for each row of an input'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "update" -d 'Change fields of a record, or of one for each row of an input'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "upsert" -d 'Change the record that has a key, or create it; or one for each row of an input'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "edit" -d 'Edit a record in $VISUAL or $EDITOR, and save what changed'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "delete" -d 'Delete records, by Id, by a key field, or one for each row of an input'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "undelete" -d 'Bring deleted records back, with what was deleted along with them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "merge" -d 'Make one record of up to three: its Id stays, the others go and what belongs to them moves to it'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "undo" -d 'Take back what an earlier run changed or deleted, or list the runs that can be taken back'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "files" -d 'List the files and attachments of records'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "upload" -d 'Upload files to a record'
complete -c sfo -n "__fish_sfo_using_subcommand record; and not __fish_seen_subcommand_from get create update upsert edit delete undelete merge undo files upload download" -f -a "download" -d 'Download the files and attachments of records'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l fields -d 'Fields to print, separated by commas; without it, all' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l null-as -d 'Write null as TEXT where the format has no null' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l children -d 'What becomes of child rows outside JSON' -r -f -a "json\t'The list as JSON text in one cell'
count\t'How many there are'
explode\t'One row for each child, the parent\'s cells repeated'"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l raw -d 'Keep the org\'s own envelope and attributes'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l bom -d 'Begin csv and tsv with a byte order mark'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l formula-guard -d 'Keep spreadsheets from running csv and tsv cells as formulas'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l input -d 'Take rows from FILE, or from stdin for -: JSON, lines of JSON, CSV or TSV' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l failed -d 'Write the rows that were not done to FILE, as they came and with the reason in _error' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l parallel -d 'Calls side by side; 1 sends in the order of the rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l assignment-rule -d 'Run the assignment rule with this Id instead of the active one' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l empty-is-null -d 'Let an empty cell empty its field, instead of leaving it as it is'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l all-or-none -d 'Do all rows or none; up to 200'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l no-assignment -d 'Run no assignment rules'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l allow-duplicates -d 'Save what a duplicate rule would only warn of'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l input -d 'Take rows from FILE, or from stdin for -: JSON, lines of JSON, CSV or TSV' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l failed -d 'Write the rows that were not done to FILE, as they came and with the reason in _error' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l parallel -d 'Calls side by side; 1 sends in the order of the rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l if-unmodified-since -d 'Only if nobody changed the record after TIME, such as its `LastModifiedDate`' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l if-match -d 'Only if the record still has this `ETag`; the org gives one to accounts alone' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l assignment-rule -d 'Run the assignment rule with this Id instead of the active one' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l empty-is-null -d 'Let an empty cell empty its field, instead of leaving it as it is'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l no-backup -d 'Do not keep what the records held before, with which `sfo record undo` brings it back'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l all-or-none -d 'Do all rows or none; up to 200'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l no-assignment -d 'Run no assignment rules'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l allow-duplicates -d 'Save what a duplicate rule would only warn of'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l input -d 'Take rows from FILE, or from stdin for -: JSON, lines of JSON, CSV or TSV' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l failed -d 'Write the rows that were not done to FILE, as they came and with the reason in _error' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l parallel -d 'Calls side by side; 1 sends in the order of the rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l if-unmodified-since -d 'Only if nobody changed the record after TIME, such as its `LastModifiedDate`' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l if-match -d 'Only if the record still has this `ETag`; the org gives one to accounts alone' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l assignment-rule -d 'Run the assignment rule with this Id instead of the active one' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l empty-is-null -d 'Let an empty cell empty its field, instead of leaving it as it is'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l all-or-none -d 'Do all rows or none; up to 200'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l no-assignment -d 'Run no assignment rules'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l allow-duplicates -d 'Save what a duplicate rule would only warn of'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upsert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l fields -d 'Fields to edit, separated by commas; without it, all that may be written' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l from -d 'Begin with this text, which an earlier edit left' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l dry-run -d 'Print the request instead of sending it'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l no-backup -d 'Do not keep what the records held before, with which `sfo record undo` brings it back'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l input -d 'Take rows from FILE, or from stdin for -: JSON, lines of JSON, CSV or TSV' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l failed -d 'Write the rows that were not done to FILE, as they came and with the reason in _error' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l parallel -d 'Calls side by side; 1 sends in the order of the rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l empty-is-null -d 'Let an empty cell empty its field, instead of leaving it as it is'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l no-backup -d 'Do not keep what the records held before, with which `sfo record undo` brings it back'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l all-or-none -d 'Do all rows or none; up to 200'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l input -d 'Take rows from FILE, or from stdin for -: JSON, lines of JSON, CSV or TSV' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l failed -d 'Write the rows that were not done to FILE, as they came and with the reason in _error' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l parallel -d 'Calls side by side; 1 sends in the order of the rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l empty-is-null -d 'Let an empty cell empty its field, instead of leaving it as it is'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l all-or-none -d 'Do all rows or none; up to 200'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undelete" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l dry-run -d 'Print the request instead of sending it'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from merge" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l force -d 'Take back also what somebody changed since'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from files" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l title -d 'Title of the file; without it, its name' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l name -d 'Name of the file there, such as a.pdf; for stdin it has to be given' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l description -d 'Description of the files' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l attachment -d 'Make attachments instead, as orgs did before there were files'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from upload" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l dir -d 'Folder to put them in; made where it is missing' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l force -d 'Replace files that are there'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand record; and __fish_seen_subcommand_from download" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -f -a "query" -d 'Get the rows of a query by a job, any number of them'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and not __fish_seen_subcommand_from query resume" -f -a "resume" -d 'Go on with a job: wait for its end and get its results'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l bind -d 'Value for :NAME in the text: NAME=TEXT is quoted, NAME:=LITERAL is a number, date, boolean, null or list' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l wait -d 'Wait for the end of the job no longer than DUR, such as 90s or 10m; without it, as long as it takes' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l parallel -d 'Pages of results on their way at a time' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l page-size -d 'Rows a page, as a wish; without it the org decides' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l all-rows -d 'Also deleted and archived rows'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l no-wait -d 'Start the job and print its id'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from query" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l wait -d 'Wait for the end of the job no longer than DUR, such as 90s or 10m; without it, as long as it takes' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l parallel -d 'Pages of results on their way at a time' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l page-size -d 'Rows a page, as a wish; without it the org decides' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l no-wait -d 'Start the job and print its id'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand bulk; and __fish_seen_subcommand_from resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -f -a "list" -d 'List the actions of an org'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -f -a "describe" -d 'Show the inputs and outputs of an action'
complete -c sfo -n "__fish_sfo_using_subcommand action; and not __fish_seen_subcommand_from list describe run" -f -a "run" -d 'Run an action, once or once for each row of an input'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l match -d 'Only names that match, with * and ?' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l custom -d 'Only what was made in this org: Apex, flows, quick actions, alerts'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l standard -d 'Only what comes with the platform'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l offline -d 'Use the kept copy and send nothing'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l refresh -d 'Fetch anew, changed or not'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l raw -d 'Print the org\'s own JSON'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l offline -d 'Use the kept copy and send nothing'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l refresh -d 'Fetch anew, changed or not'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from describe" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l input -d 'Take rows from FILE, or from stdin for -: JSON, lines of JSON, CSV or TSV' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l failed -d 'Write the rows that were not done to FILE, as they came and with the reason in _error' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l parallel -d 'Calls side by side; 1 sends in the order of the rows' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l empty-is-null -d 'Let an empty cell empty its field, instead of leaving it as it is'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l dry-run -d 'Print the requests instead of sending them'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand action; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand api" -s X -l method -d 'The method, where it is not the first word' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -l input -d 'Send the content of FILE, or of stdin for -; a header or the file\'s name says what it is, else it is JSON' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -s F -l form -d 'Part of a multipart body: `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE[;type=KIND][;filename=NAME]`' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -s H -l header -d 'Send this header too' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand api" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand api" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand api" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand api" -s i -l include -d 'Print status and headers before the body'
complete -c sfo -n "__fish_sfo_using_subcommand api" -l paginate -d 'Follow nextRecordsUrl, nextPageUrl or, of GraphQL, $after to the last page'
complete -c sfo -n "__fish_sfo_using_subcommand api" -l slurp -d 'Make one array of all pages'
complete -c sfo -n "__fish_sfo_using_subcommand api" -l dry-run -d 'Print the request instead of sending it'
complete -c sfo -n "__fish_sfo_using_subcommand api" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand api" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand api" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand api" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand api" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand api" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand api" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand api" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and not __fish_seen_subcommand_from run" -f -a "run" -d 'Run anonymous Apex'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l log -d 'Print what System.debug said; --log=full prints the whole debug log' -r -f -a "said\t'What System.debug said'
full\t'Every line'"
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand apex; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l fail-under -d 'Exit 8 where less than this share of a limit is left' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l match -d 'Only names that match, with * and ?' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l watch -d 'Ask again every DUR until Ctrl-C; one line a limit and round where no terminal shows it' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l records -d 'Records of these objects, with commas between them, as the org last counted them; without names, of all that have some' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand limits" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand limits" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand limits" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand limits" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand app; and not __fish_seen_subcommand_from guide" -f -a "guide" -d 'Print what to do in Setup, so that a product can sign in'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l host -d 'My Domain, host or URL of the org' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l name -d 'What the app is to be called' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l callback -d 'Allow this callback too; repeatable' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l sandbox -d 'Add what is recommended in a sandbox'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l open -d 'Open the pages of Setup in the browser, too'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand app; and __fish_seen_subcommand_from guide" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand exec" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand exec" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand exec" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand exec" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand exec" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand demo; and not __fish_seen_subcommand_from serve reset info" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l rows -d 'Give an object this many computed rows in place of its own; repeatable' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l token-lifetime -d 'End access tokens this long after they were issued' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l daily-requests -d 'Refuse API calls beyond this many in 24 hours' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l job-delay -d 'Keep a bulk job waiting this long before it begins, and again after each of its batches' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l batch-size -d 'Put at most this many records into a batch of a bulk job' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l daily-query-jobs -d 'Refuse bulk query jobs beyond this many in 24 hours' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l daily-batches -d 'Refuse bulk jobs that write beyond this many batches in 24 hours' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l fail -d 'Let matching requests fail; repeatable' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l rotate-refresh-tokens -d 'Give every app a new refresh token at each refresh, and end the login that uses an old one'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Do not ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand demo; and __fish_seen_subcommand_from info" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand completion" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand why" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
complete -c sfo -n "__fish_sfo_using_subcommand why" -s f -l format -d 'Output format' -r -f -a "table\t''
json\t''
ndjson\t''
csv\t''
tsv\t''
markdown\t''
vertical\t''"
complete -c sfo -n "__fish_sfo_using_subcommand why" -l jq -d 'Filter the JSON with a jq expression' -r
complete -c sfo -n "__fish_sfo_using_subcommand why" -l output -d 'Write to FILE instead of stdout' -r -F
complete -c sfo -n "__fish_sfo_using_subcommand why" -l api-version -d 'API version, such as 67.0' -r
complete -c sfo -n "__fish_sfo_using_subcommand why" -l timeout -d 'Give up a request after DUR, such as 90s or 5m' -r
complete -c sfo -n "__fish_sfo_using_subcommand why" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c sfo -n "__fish_sfo_using_subcommand why" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand why" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand why" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand why" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand why" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand why" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand why" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand why" -s h -l help -d 'Print help'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s o -l org -l target-org -d 'Org: an alias, a user name, or `demo`; for `query` also several, with commas between them' -r
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
complete -c sfo -n "__fish_sfo_using_subcommand help" -l max-calls -d 'Send at most N requests, those of sign-in and retries included; exit 6 before one more' -r
complete -c sfo -n "__fish_sfo_using_subcommand help" -l json -d 'Short for --format json'
complete -c sfo -n "__fish_sfo_using_subcommand help" -l csv -d 'Short for --format csv'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s q -l quiet -d 'Say nothing but data and errors'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s v -l verbose -d 'Tell each request on stderr; twice for headers'
complete -c sfo -n "__fish_sfo_using_subcommand help" -l no-input -d 'Never ask'
complete -c sfo -n "__fish_sfo_using_subcommand help" -l stats -d 'Tell requests, bytes, time and API calls left at the end'
complete -c sfo -n "__fish_sfo_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
