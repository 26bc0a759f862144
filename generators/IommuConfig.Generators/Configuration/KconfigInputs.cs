using System.Collections.Generic;
using System.Collections.Immutable;

using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Configuration;

/// <summary>The additional files, sorted by what they are to the configuration.</summary>
/// <param name="OfTree">Those that the tree may source, in the compiler's order.</param>
/// <param name="Configs">Those that are its configuration, in order of their paths: none, or one.</param>
/// <param name="OfBuild">What the build tells the tree, or null.</param>
internal sealed record KconfigInputs(EquatableArray<KconfigInput> OfTree, EquatableArray<KconfigInput> Configs, KconfigInput? OfBuild)
{
    public static KconfigInputs Sort(ImmutableArray<KconfigInput?> all)
    {
        List<KconfigInput> ofTree = new(all.Length), configs = [];
        KconfigInput? ofBuild = null;
        foreach (KconfigInput? input in all)
        {
            switch (input?.Role)
            {
                case KconfigRole.Root or KconfigRole.Source:
                    ofTree.Add(input);
                    break;
                case KconfigRole.Config:
                    configs.Add(input);
                    break;
                case KconfigRole.Inputs:
                    ofBuild ??= input;
                    break;
            }
        }

        configs.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        return new(ofTree.ToEquatableArray(), configs.ToEquatableArray(), ofBuild);
    }
}
