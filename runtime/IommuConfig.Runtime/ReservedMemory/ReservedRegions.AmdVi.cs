namespace IommuConfig.Runtime;

public sealed partial class ReservedRegions
{
    private static int VisitAmdVi<TVisitor>(ReservedRegion[] regions, IvrsDevices devices, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor
    {
        bool isFirst = true;
        foreach (IvrsDevices.Span span in devices.Spans)
        {
            for (uint requester = span.First; requester <= span.Last; requester++)
            {
                int taken = Probe(requester, span.RequesterOf((ushort)requester), ref visitor);
                if (taken < 0)
                {
                    return taken;
                }

                if (taken > 0)
                {
                    int result = VisitOne(regions, span.Unit, new DeviceId(requester), isFirst, ref visitor);
                    if (result < 0)
                    {
                        return result;
                    }

                    isFirst = false;
                }
            }
        }

        return 0;
    }

    // Negative: the visitor's error. Positive: it wants this device, and not as the alias under which it sees another one of its devices.
    private static int Probe<TVisitor>(uint device, ushort requester, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor
    {
        int taken = visitor.Visit(default, 0, new DeviceId(device));
        if (taken <= 0 || requester == device)
        {
            return taken;
        }

        int alias = visitor.Visit(default, 0, new DeviceId(requester));
        return alias < 0 ? alias : alias > 0 ? 0 : taken;
    }

    private static int VisitOne<TVisitor>(ReservedRegion[] regions, int unit, DeviceId device, bool isFirst, ref TVisitor visitor)
        where TVisitor : struct, IReservedRegionVisitor
    {
        // The exclusion range of its IOMMU comes first, then its unity maps.
        for (int pass = 0; pass < 2; pass++)
        {
            ReservedRegionKind kind = pass == 0 ? ReservedRegionKind.Exclusion : ReservedRegionKind.Unity;
            for (int index = regions.Length - 1; index >= 0; index--)
            {
                ReservedRegion region = regions[index];
                bool isHere = region.Kind == kind && (region.Unit == unit || region.Unit < 0);
                if (isHere && region.IsFor(device) && (isFirst || !region.IsGlobal))
                {
                    int result = visitor.Visit(region.FirstFrame, region.FrameCount, device);
                    if (result < 0)
                    {
                        return result;
                    }
                }
            }
        }

        return 0;
    }
}
