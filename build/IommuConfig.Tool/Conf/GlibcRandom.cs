namespace IommuConfig.Tool.Conf;

/// <summary>The numbers that rand() of the GNU C library gives after srand(seed): its additive generator of degree 31.</summary>
internal sealed class GlibcRandom
{
    private const int Degree = 31;
    private const int Separation = 3;
    private const int Dropped = 310;

    private readonly uint[] _state = new uint[Degree];
    private int _index = Separation;

    public GlibcRandom(uint seed)
    {
        int word = seed == 0 ? 1 : (int)seed;
        _state[0] = (uint)word;
        for (int i = 1; i < Degree; i++)
        {
            word = (16807 * (word % 127773)) - (2836 * (word / 127773));
            if (word < 0)
            {
                word += int.MaxValue;
            }

            _state[i] = (uint)word;
        }

        for (int i = 0; i < Dropped; i++)
        {
            Next();
        }
    }

    /// <summary>The next number, 0 to 2147483647.</summary>
    public int Next()
    {
        // _state[_index] is the oldest of the last 31 sums, and the next one takes its place.
        int recent = (_index + Degree - Separation) % Degree;
        uint sum = _state[_index] + _state[recent];
        _state[_index] = sum;
        _index = (_index + 1) % Degree;
        return (int)(sum >> 1);
    }
}
