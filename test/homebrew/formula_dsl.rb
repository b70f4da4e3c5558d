# frozen_string_literal: true

# A stand-in for the part of Homebrew's formula language that is needed to load, install and test a formula. It is
# strict: a word that it does not know, a value that is given twice and a file that is not there are errors.

require "fileutils"
require "open3"
require "pathname"
require "tmpdir"

# In Homebrew, folders of a formula take files this way.
module InstallsFiles
  # Moves files into the folder; a hash gives them another name there.
  def install(*sources)
    sources.flatten.each do |source|
      pairs = source.is_a?(Hash) ? source.to_a : [[source, File.basename(source)]]
      pairs.each do |from, name|
        raise Errno::ENOENT, from.to_s unless File.exist?(from)
        raise "#{self / name} is there already" if (self / name).exist?

        mkpath
        FileUtils.mv(from.to_s, (self / name).to_s)
      end
    end
  end

  def /(other)
    super.extend(InstallsFiles)
  end
end

# The machine that the formula is loaded for.
Machine = Struct.new(:os, :cpu)

# What `class Jpaws < Formula` inherits.
class Formula
  class << self
    attr_accessor :machine
    attr_reader :order, :values, :formula_class, :test_block

    def inherited(formula)
      super
      formula.instance_variable_set(:@values, {})
      formula.instance_variable_set(:@order, [])
      Formula.instance_variable_set(:@formula_class, formula)
    end

    %i[desc homepage version license url sha256].each do |name|
      define_method(name) do |value = nil|
        next @values.fetch(name) if value.nil?
        raise "#{name} is given twice" if @values.key?(name)
        raise "#{name} is no text" unless value.is_a?(String)

        @order << name
        @values[name] = value
      end
    end

    { on_macos: [:os, "macos"], on_linux: [:os, "linux"],
      on_arm: [:cpu, "arm"], on_intel: [:cpu, "intel"] }.each do |name, (field, wanted)|
      define_method(name) do |&block|
        raise "#{name} without a block" if block.nil?

        @order << name
        block.call if Formula.machine[field] == wanted
      end
    end

    def test(&block)
      raise "test is given twice" if @test_block

      @order << :test
      @test_block = block
    end

    def method_added(name)
      super
      @order << :"def #{name}" if @order
    end
  end

  def initialize(root)
    @root = root
  end

  def name
    self.class.name.downcase
  end

  def version
    self.class.version
  end

  def prefix
    folder("Cellar/#{name}/#{version}")
  end

  def opt_prefix
    folder("opt/#{name}")
  end

  { bin: "bin", man1: "share/man/man1", doc: "share/doc/jpaws", pkgshare: "share/jpaws",
    bash_completion: "etc/bash_completion.d",
    zsh_completion: "share/zsh/site-functions",
    fish_completion: "share/fish/vendor_completions.d" }.each do |name, path|
    define_method(name) { folder("Cellar/jpaws/#{version}/#{path}") }
  end

  def opt_pkgshare
    folder("opt/jpaws/share/jpaws")
  end

  def caveats
    nil
  end

  # The folder for the person who runs the test; it is their home and the working folder.
  attr_reader :testpath

  # Runs the formula's test in a home of its own.
  def run_test
    Dir.mktmpdir("jpaws-formula-") do |home|
      @testpath = Pathname(home)
      ENV["HOME"] = home
      Dir.chdir(home) { instance_eval(&self.class.test_block) }
    end
  end

  def shell_output(command, status = 0)
    output, ended = Open3.capture2(command, stdin_data: "")
    raise "#{command} ended with #{ended.exitstatus}: #{output}" unless ended.exitstatus == status

    output
  end

  def assert_equal(expected, actual)
    raise "#{expected.inspect} was expected, not #{actual.inspect}" unless expected == actual
  end

  def assert_match(expected, actual)
    found = expected.is_a?(Regexp) ? actual.match?(expected) : actual.include?(expected)
    raise "#{expected.inspect} is not in #{actual.inspect}" unless found
  end

  def assert_path_exists(path)
    raise "#{path} is not there" unless File.exist?(path)
  end

  private

  def folder(path)
    (@root / path).dup.extend(InstallsFiles)
  end
end
