namespace IommuConfig.Runtime;

/// <summary>What kind of hardware an IOMMU is, and so which driver takes it.</summary>
public enum IommuKind
{
    /// <summary>Intel VT-d.</summary>
    IntelVtd,

    /// <summary>AMD-Vi.</summary>
    AmdVi,

    /// <summary>Arm SMMUv1 or SMMUv2.</summary>
    ArmSmmu,

    /// <summary>Arm SMMUv3.</summary>
    ArmSmmuV3,

    /// <summary>Renesas IPMMU-VMSA.</summary>
    IpmmuVmsa,
}
