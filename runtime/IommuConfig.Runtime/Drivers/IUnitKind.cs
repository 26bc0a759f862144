namespace IommuConfig.Runtime;

/// <summary>Says as a type argument which kind of IOMMU a driver is for.</summary>
internal interface IUnitKind
{
    static abstract IommuKind Kind { get; }
}

internal readonly struct VtdKind : IUnitKind
{
    public static IommuKind Kind => IommuKind.IntelVtd;
}

internal readonly struct AmdViKind : IUnitKind
{
    public static IommuKind Kind => IommuKind.AmdVi;
}

internal readonly struct SmmuKind : IUnitKind
{
    public static IommuKind Kind => IommuKind.ArmSmmu;
}

internal readonly struct SmmuV3Kind : IUnitKind
{
    public static IommuKind Kind => IommuKind.ArmSmmuV3;
}

internal readonly struct IpmmuKind : IUnitKind
{
    public static IommuKind Kind => IommuKind.IpmmuVmsa;
}
