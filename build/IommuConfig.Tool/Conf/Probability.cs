namespace IommuConfig.Tool.Conf;

/// <summary>How likely randconfig answers y and m, in percent.</summary>
/// <param name="BoolYes">y, of a bool.</param>
/// <param name="TristateYes">y, of a tristate.</param>
/// <param name="TristateModule">m, of a tristate.</param>
internal sealed record Probability(int BoolYes, int TristateYes, int TristateModule)
{
    /// <summary>Reads KCONFIG_PROBABILITY: up to three numbers with colons between them.</summary>
    /// <param name="text">The value, or null.</param>
    /// <returns>What it means, or null if a number or a sum is out of range.</returns>
    public static Probability? Read(string? text)
    {
        var numbers = new int[3];
        int count = 0;
        for (int i = 0; text is not null && i < text.Length && count < numbers.Length;)
        {
            int number = (int)CNumber.Read(text, i, 10, out int end);
            if (number is < 0 or > 100)
            {
                return null;
            }

            numbers[count++] = number;
            i = end < text.Length && text[end] == ':' ? end + 1 : end;
        }

        Probability meant = count switch
        {
            0 => new Probability(50, 33, 33),
            1 => new Probability(numbers[0], numbers[0] - (numbers[0] / 2), numbers[0] / 2),
            2 => new Probability(numbers[0] + numbers[1], numbers[0], numbers[1]),
            _ => new Probability(numbers[0], numbers[1], numbers[2]),
        };
        return meant.TristateYes + meant.TristateModule > 100 ? null : meant;
    }
}
