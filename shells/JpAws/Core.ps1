# What the functions of this module stand on. A function reads it (Import-Core), so each name says that it belongs to
# the module's scope and not to that function's.

. "$PSScriptRoot/Program.ps1"
. "$PSScriptRoot/Call.ps1"
. "$PSScriptRoot/Host.ps1"
. "$PSScriptRoot/Contract.ps1"
. "$PSScriptRoot/Failure.ps1"
. "$PSScriptRoot/Preference.ps1"
. "$PSScriptRoot/Request.ps1"
. "$PSScriptRoot/Convert.ps1"
. "$PSScriptRoot/ToolsWarning.ps1"
. "$PSScriptRoot/Completion.ps1"
. "$PSScriptRoot/Prompt.ps1"

$script:coreVersion = '@VERSION@'
