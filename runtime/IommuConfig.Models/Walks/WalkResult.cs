using System;
using IommuConfig.Runtime;

namespace IommuConfig.Models;

/// <summary>The end of a walk. What a request gets of it, <see cref="Translate"/> says.</summary>
public readonly record struct WalkResult
{
    private WalkResult(WalkOutcome outcome, int order)
    {
        Outcome = outcome;
        Order = order;
    }

    /// <summary>Which end it is.</summary>
    public WalkOutcome Outcome { get; }

    /// <summary>The mistake; null unless the outcome is <see cref="WalkOutcome.Faulted"/>.</summary>
    public FaultReason? Fault { get; private init; }

    /// <summary>The machine address of the page; 0 unless the outcome is <see cref="WalkOutcome.Mapped"/>.</summary>
    public ulong Page { get; private init; }

    /// <summary>The size of the page, or of what the entry that is not present stands for: 2^n frames of 4096 bytes.</summary>
    public int Order { get; }

    /// <summary>What all levels together allow of the page.</summary>
    public PageAccess Access { get; private init; }

    /// <summary>Whether the page may be written without first setting a dirty flag in the table.</summary>
    public bool IsDirty { get; private init; }

    /// <summary>Whether there is a page, and the permissions of all levels allow reads.</summary>
    public bool IsReadable => (Access & PageAccess.Read) != 0;

    /// <summary>Whether there is a page, and the permissions of all levels allow writes.</summary>
    public bool IsWritable => (Access & PageAccess.Write) != 0;

    /// <summary>The end at a page.</summary>
    public static WalkResult Mapped(ulong page, int order, PageAccess access, bool isDirty = true) =>
        new(WalkOutcome.Mapped, order) { Page = page, Access = access, IsDirty = isDirty };

    /// <summary>The end at an entry that is not present.</summary>
    public static WalkResult NotMapped(int order) => new(WalkOutcome.NotMapped, order);

    /// <summary>The end at a mistake.</summary>
    /// <exception cref="ArgumentException">None is no mistake.</exception>
    public static WalkResult Faulted(FaultReason fault) => fault == FaultReason.None
        ? throw new ArgumentException("A fault has a reason.", nameof(fault))
        : new(WalkOutcome.Faulted, 0) { Fault = fault };

    /// <summary>Translates a request that led here.</summary>
    /// <param name="address">The device address.</param>
    /// <param name="isWrite">Whether it is a write.</param>
    /// <param name="target">The machine address, if it is not blocked; else 0.</param>
    /// <returns>Why it is blocked; where nothing is mapped, that is the missing permission to do what it wants.</returns>
    public FaultReason Translate(ulong address, bool isWrite, out ulong target)
    {
        target = 0;
        if (Fault is { } fault)
        {
            return fault;
        }

        if (!(isWrite ? IsWritable : IsReadable))
        {
            return isWrite ? FaultReason.WriteDenied : FaultReason.ReadDenied;
        }

        if (isWrite && !IsDirty)
        {
            return FaultReason.DirtyFlagMissing;
        }

        target = Target(address);
        return FaultReason.None;
    }

    /// <summary>Where a device address within the page goes, whatever the permissions are.</summary>
    /// <exception cref="InvalidOperationException">There is no page.</exception>
    public ulong Target(ulong address) => Outcome == WalkOutcome.Mapped
        ? Page | (address & (((ulong)FrameSource.FrameSize << Order) - 1))
        : throw new InvalidOperationException($"There is no page, the walk ended otherwise: {this}.");
}
