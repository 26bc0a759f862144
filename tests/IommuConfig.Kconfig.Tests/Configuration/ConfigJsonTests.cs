using System.Linq;
using System.Text.Json;

namespace IommuConfig.Kconfig.Tests;

public sealed class ConfigJsonTests
{
    [Test]
    public void The_example_of_the_documentation_is_what_is_written()
    {
        Configuration configuration = Kconfigs.Configure("mainmenu \"Example\"\nconfig IOMMU\n\tbool \"IOMMU support\"\n", "\n\n\n\nCONFIG_IOMMU=y\n");
        string page = System.IO.File.ReadAllText(System.IO.Path.Combine(Folder(), "../../../docs/json.md"));
        int start = page.IndexOf("```json\n", System.StringComparison.Ordinal) + "```json\n".Length;
        Assert.That(ConfigJsonWriter.Write(configuration), Is.EqualTo(page[start..page.IndexOf("```", start, System.StringComparison.Ordinal)]));
    }

    [Test]
    public void Every_text_comes_back()
    {
        string text = "\u0001\t\"\\ /é\u2028\uD83D\uDE00 \uD83D end";
        var json = new JsonText();
        json.Open('{').Member("text", text).Open('[', "empty").Close(']').Member("null", null).Member("yes", true).Member("number", -3).Close('}');
        using var document = JsonDocument.Parse(json.ToString().Replace("\\ud83d", "", System.StringComparison.Ordinal));
        Assert.That(document.RootElement.GetProperty("text").GetString(), Is.EqualTo(text.Replace("\uD83D end", " end", System.StringComparison.Ordinal)));
        Assert.That(document.RootElement.GetProperty("empty").GetArrayLength(), Is.Zero);
        Assert.That(document.RootElement.GetProperty("null").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(document.RootElement.GetProperty("yes").GetBoolean());
        Assert.That(document.RootElement.GetProperty("number").GetInt32(), Is.EqualTo(-3));
    }

    [Test]
    public void Values_have_their_origins()
    {
        Configuration configuration = Kconfigs.Configure(
            """
            config A
            	bool "a"
            	select B
            	imply C
            config B
            	bool
            config C
            	bool "c"
            config D
            	string
            	default "quoted \"d\""
            config E
            	int "e"
            choice
            	prompt "choice"
            config F
            	bool "f"
            config G
            	bool "g"
            endchoice

            """,
            "CONFIG_A=y\n");
        using var document = JsonDocument.Parse(ConfigJsonWriter.Write(configuration));
        string actual = string.Join('\n', document.RootElement.GetProperty("symbols").EnumerateArray().Select(s =>
            $"{s.GetProperty("name")} {s.GetProperty("type")} {s.GetProperty("value")} {s.GetProperty("visibility")} {s.GetProperty("written")} "
            + string.Join(' ', s.GetProperty("origin").EnumerateObject().Select(p => p.Value.ToString()))));
        Assert.That(actual, Is.EqualTo("""
            A bool y y True user .config 1
            B bool y n True select Kconfig 3 A
            C bool y y True imply Kconfig 4 A
            D string quoted "d" n True default Kconfig 11
            E int 0 y True none
            F bool y y True choice Kconfig 14
            G bool n y True choice Kconfig 14 F
            """.ReplaceLineEndings("\n")));
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
