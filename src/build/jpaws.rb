# Rendered by src/build/formula.ts from the checksums of a release.
class Jpaws < Formula
  desc "AWS credentials from IAM Identity Center, set in the current shell session"
  homepage "@HOMEPAGE@"
  version "@VERSION@"
  license "@LICENSE@"

  on_macos do
    on_arm do
      url "@URL_DARWIN_ARM64@"
      sha256 "@SHA256_DARWIN_ARM64@"
    end
    on_intel do
      url "@URL_DARWIN_X64@"
      sha256 "@SHA256_DARWIN_X64@"
    end
  end

  on_linux do
    on_arm do
      url "@URL_LINUX_ARM64@"
      sha256 "@SHA256_LINUX_ARM64@"
    end
    on_intel do
      url "@URL_LINUX_X64@"
      sha256 "@SHA256_LINUX_X64@"
    end
  end

  def install
    bin.install "jpaws"
    man1.install "man/jpaws.1"
    bash_completion.install "completions/jpaws.bash" => "jpaws"
    zsh_completion.install "completions/_jpaws"
    fish_completion.install "completions/jpaws.fish"
    pkgshare.install "shells", "powershell"
    doc.install "THIRD-PARTY-LICENSES"
  end

  def caveats
    <<~EOS
      One line in the start-up file of your shell loads jpaws; `jpaws setup` writes it for you.
@LOAD_LINES@
    EOS
  end

  test do
    assert_equal version.to_s, shell_output("#{bin}/jpaws --version").strip
    assert_match "__jpaws", shell_output("#{bin}/jpaws init bash")
    assert_path_exists pkgshare/"powershell/JpAws/JpAws.psd1"
    # The whole road (set up, sign in, use, who am I, clear) against an Identity Center inside the program.
    assert_match "arn:aws:sts::", shell_output("#{bin}/jpaws demo --yes 2>&1")
  end
end
