global using NUnit.Framework;

// The C programs are to be had there.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
[assembly: Platform("Linux")]

// Nearly all of the time goes into the programs that are compared; two of them at a time are what a small machine has cores for.
[assembly: LevelOfParallelism(2)]
[assembly: Parallelizable(ParallelScope.All)]
