using System.Management.Automation.Host;

namespace JpAws.TestHost;

/// <summary>A screen of a fixed size that nothing is drawn on; wide, so that no line of a test is broken.</summary>
internal sealed class FixedRawUI : PSHostRawUserInterface
{
    private static readonly Size Screen = new(400, 50);

    public override Size BufferSize { get; set; } = Screen;
    public override Size WindowSize { get; set; } = Screen;
    public override Size MaxWindowSize => Screen;
    public override Size MaxPhysicalWindowSize => Screen;
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override int CursorSize { get; set; } = 25;
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override string WindowTitle { get; set; } = "";
    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();
    public override void FlushInputBuffer() { }
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();
}
