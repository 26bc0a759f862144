using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace IommuConfig.Kconfig.Tests.Fuzzing;

/// <summary>
/// Whatever the input: no exception, no hang, bounded memory. A fixed portion runs with the other tests; build/fuzz.sh runs for as long as one likes
/// (FUZZ_SECONDS, FUZZ_SEED) and keeps what fails in FUZZ_FOLDER.
/// </summary>
public sealed class FuzzTests
{
    private const int StackSize = 1024 * 1024;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("fuzz").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_fixed_portion() => Fuzz(Enumerable.Range(1, 150), _ => { });

    [Test]
    [Explicit("runs as long as one likes: build/fuzz.sh SECONDS [SEED]")]
    public void As_long_as_one_likes()
    {
        double seconds = double.Parse(Setting("FUZZ_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        int first = int.Parse(Setting("FUZZ_SEED") ?? "1", CultureInfo.InvariantCulture);
        string kept = Setting("FUZZ_FOLDER") ?? Path.Combine(Path.GetTempPath(), "kconfig-fuzz");
        var watch = Stopwatch.StartNew();
        int count = Fuzz(Enumerable.Range(first, int.MaxValue - first).TakeWhile(_ => watch.Elapsed.TotalSeconds < seconds), input => input.Save(Path.Combine(kept, "last")), kept);
        TestContext.Out.WriteLine($"{count} inputs, seeds {first} to {first + count - 1}");
    }

    [TestCase("config A\n\tbool \"", "a", "\"\n")]
    [TestCase("config A\n\tbool \"a\"\n\tdefault ", "!", "y\n")]
    [TestCase("config ", "A", "\n\tbool \"a\"\n")]
    [TestCase("config A\n\tbool \"a\"\n\thelp\n\t  ", "h", "\n")]
    [TestCase("config A\n\tbool \"a\"\n\tdepends on ", "A || ", "A\n")]
    [TestCase("V := ", "$(V)", "\n")]
    [TestCase("config A\n\tbool \"", "$(V,", "\n")]
    [TestCase("", "\0", "")]
    [TestCase("config A\n\tbool \"a\"", "\\\n", "\n")]
    public void A_line_of_ten_megabytes(string before, string repeated, string after)
    {
        string line = before + string.Concat(Enumerable.Repeat(repeated, 10_000_000 / repeated.Length)) + after;
        KconfigTree tree = KconfigTree.Load("Kconfig", new MemoryFiles(("Kconfig", line)));
        var configuration = new Configuration(tree);
        configuration.Apply(DotConfig.Parse(new SourceFile(".config", "CONFIG_" + line)));
        Assert.That(DotConfigWriter.Write(configuration), Is.Not.Empty);
        Assert.That(tree.ToString(), Is.Not.Null);
    }

    /// <summary>Runs the inputs on a thread with a small stack, and watches it.</summary>
    private int Fuzz(IEnumerable<int> seeds, Action<FuzzInput> before, string? kept = null)
    {
        var failures = new StringBuilder();
        int count = 0, current = 0;
        var corpus = new FuzzSeeds();
        var run = new FuzzRun(_folder);
        var worker = new Thread(() =>
        {
            foreach (int seed in seeds)
            {
                Volatile.Write(ref current, seed);
                FuzzInput input = FuzzInput.Make(seed, corpus);
                before(input);
                try
                {
                    run.Run(input, withFiles: seed % 8 == 0);
                }
                catch (Exception e)
                {
                    failures.Append(CultureInfo.InvariantCulture, $"seed {seed}: {e}\n\n");
                    input.Save(Path.Combine(kept ?? TestContext.CurrentContext.WorkDirectory, "seed-" + seed.ToString(CultureInfo.InvariantCulture)));
                }

                count++;
            }
        }, StackSize) { IsBackground = true };
        worker.Start();
        for (int seen = -1; !worker.Join(s_longest); seen = Volatile.Read(ref current))
        {
            Assert.That(Volatile.Read(ref current), Is.Not.EqualTo(seen), "hangs");
        }

        Assert.That(failures.ToString(), Is.Empty);
        return count;
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
