# frozen_string_literal: true

# run-formula.rb FORMULA OS CPU [ARCHIVE ROOT]: loads the formula for that machine and prints what it says as JSON; with
# an archive, installs from it as Homebrew does, below ROOT, and runs the formula's test.

require "json"
require_relative "formula_dsl"

formula_file, os, cpu, archive, root = ARGV
Formula.machine = Machine.new(os, cpu)
load formula_file
formula_class = Formula.formula_class

formula = formula_class.new(Pathname(root || "/nowhere"))
if archive
  Dir.mktmpdir("jpaws-unpacked-") do |folder|
    system("tar", "-xzf", archive, "-C", folder, exception: true)
    # Homebrew goes into the folder of an archive that holds nothing else.
    entries = Dir.children(folder)
    top = entries.length == 1 && File.directory?("#{folder}/#{entries[0]}") ? "#{folder}/#{entries[0]}" : folder
    Dir.chdir(top) { formula.install }
  end
  formula.opt_prefix.dirname.mkpath
  File.symlink(formula.prefix.to_s, formula.opt_prefix.to_s)
  formula.run_test
end

puts JSON.generate(formula_class.values.merge(order: formula_class.order, caveats: formula.caveats))
