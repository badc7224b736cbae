/**
 * A script for each shell. All do the same: they hand the words that are typed to "backplane complete", offer the lines that it prints,
 * and names of files where its last line is ":0". Words go as they are, never through eval: nothing that is typed is run before Enter.
 */
export const completionScripts: Readonly<Record<string, string>> = {
  bash: `# bash completion for backplane
_backplane() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :0) ;;
      :4) compopt +o default 2>/dev/null ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(backplane complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _backplane backplane
`,
  zsh: `#compdef backplane
_backplane() {
  local line files
  local -a found
  while IFS= read -r line; do
    case $line in
      :0) files=yes ;;
      :4) ;;
      *) found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done < <(backplane complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( $#found )) && _describe backplane found
  [[ -n $files ]] && _files
}
if [[ $funcstack[1] == _backplane ]]; then
  _backplane "$@"
else
  compdef _backplane backplane
fi
`,
  fish: `# fish completion for backplane
function __backplane_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (backplane complete -- $before[2..-1] "$current" 2>/dev/null)
    string match --invert --regex '^:[04]$' -- $lines
    if contains -- :0 $lines
        __fish_complete_path "$current"
    end
end
complete --command backplane --no-files --arguments '(__backplane_complete)'
`,
  pwsh: `# PowerShell completion for backplane
Register-ArgumentCompleter -Native -CommandName backplane -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { "$_" })
  # PowerShell before 7.3 drops a word that is empty, so it goes as two quotes.
  if (-not $wordToComplete) { $words += '""' }
  backplane complete '--' @words 2>$null | Where-Object { $_ -notmatch '^:[04]$' } | ForEach-Object {
    $value, $text = $_ -split "\`t", 2
    if (-not $text) { $text = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $text)
  }
}
`,
};
