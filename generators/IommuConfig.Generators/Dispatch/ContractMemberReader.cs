using System.Linq;

using IommuConfig.Generators.Diagnostics;
using IommuConfig.Generators.Helpers;

using Microsoft.CodeAnalysis;

namespace IommuConfig.Generators.Dispatch;

/// <summary>Reads the members of a contract that are no hooks: symbols, bridges, and what a table supplies from itself.</summary>
internal sealed class ContractMemberReader(DiagnosticSink sink)
{
    public SymbolMemberModel? ReadSymbol(IPropertySymbol property)
    {
        AttributeData? attribute = property.FindAttribute(KnownNames.Symbol);
        if (attribute is null || !property.IsStatic || !property.IsAbstract || property.SetMethod is not null || property.IsIndexer)
        {
            Unsupported(property, "a property is 'static abstract', has only 'get', and is marked [Symbol(\"NAME\")], or [TableMember]");
            return null;
        }

        string? symbol = attribute.Positional(0) as string;
        SymbolMemberKind? kind = property.Type switch
        {
            { SpecialType: SpecialType.System_Boolean } => SymbolMemberKind.Bool,
            { SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 } =>
                SymbolMemberKind.Integer,
            { SpecialType: SpecialType.System_String } => SymbolMemberKind.String,
            _ when property.Type.IsKnown(KnownNames.Tristate) => SymbolMemberKind.Tristate,
            { TypeKind: TypeKind.Enum } => SymbolMemberKind.Enumeration,
            _ => null,
        };
        if (kind is null)
        {
            Unsupported(property, "a [Symbol] property is a bool, Tristate, int, uint, long, ulong, string, or an enumeration whose members are marked [Symbol]");
            return null;
        }

        if ((symbol is null) != (kind == SymbolMemberKind.Enumeration))
        {
            Unsupported(property, kind == SymbolMemberKind.Enumeration
                ? "the members of the enumeration name the symbols; the property's [Symbol] names none"
                : "[Symbol] names the symbol: [Symbol(\"NAME\")]");
            return null;
        }

        return new(SignatureReader.Escape(property.Name), property.Type.ToSource(), kind.Value, symbol, EnumMembers(property.Type, kind.Value));
    }

    public BridgeModel? ReadBridge(IMethodSymbol method, AttributeData attribute)
    {
        string? why = null;
        var contract = attribute.Positional(0) as INamedTypeSymbol;
        var target = attribute.Positional(1) as INamedTypeSymbol;
        string? name = attribute.Positional(2) as string;
        if (contract is null || target is null || name is null)
        {
            return null; // the compiler has said so
        }

        if (!method.IsStatic || method.IsAbstract || !method.IsVirtual)
        {
            why = "declare it 'static virtual', with what answers where there is no far side as its body";
        }
        else if (contract.FindAttribute(KnownNames.HookContract) is null)
        {
            why = $"'{contract.ToName()}' is not marked [HookContract], so no table implements it";
        }
        else if (!target.GetMembers(name).OfType<IMethodSymbol>().Any(candidate => IsFarSide(candidate, method)))
        {
            why = $"'{target.ToName()}' has no accessible static method '{name}' that is generic over the table first and has the bridge's "
                + "parameters and return type";
        }

        if (why is not null)
        {
            sink.Report(TableDiagnostics.UnsupportedBridge, method, method.ToName(), why);
            return null;
        }

        return new(SignatureReader.Read(method), contract.ToSource(), contract.Name, $"{target.ToSource()}.{SignatureReader.Escape(name)}");
    }

    public TableMemberKind? ReadTableMember(ISymbol member)
    {
        TableMemberKind? kind = member switch
        {
            IPropertySymbol { Name: "IsAvailable", Type.SpecialType: SpecialType.System_Boolean } => TableMemberKind.IsAvailable,
            IPropertySymbol { Name: "IsMixed", Type.SpecialType: SpecialType.System_Boolean } => TableMemberKind.IsMixed,
            IPropertySymbol { Name: "Providers", Type: INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 } span }
                when span.TypeArguments[0].IsKnown(KnownNames.ProviderId) => TableMemberKind.Providers,
            IMethodSymbol { Name: "Select", ReturnsVoid: true, Parameters.Length: 1 } select
                when select.Parameters[0].RefKind == RefKind.None && select.Parameters[0].Type.IsKnown(KnownNames.ProviderId) => TableMemberKind.Select,
            _ => null,
        };
        if (kind is null || !member.IsStatic || !member.IsAbstract || member is IPropertySymbol { SetMethod: not null })
        {
            Unsupported(
                member,
                "a [TableMember] is one of 'static abstract ReadOnlySpan<ProviderId> Providers { get; }', 'static abstract void Select(ProviderId provider)', "
                + "'static abstract bool IsAvailable { get; }' and 'static abstract bool IsMixed { get; }'");
            return null;
        }

        return kind;
    }

    /// <summary>Reports a member that is none of what a contract may hold. Constants, nested types and helpers with a body are nobody's business.</summary>
    public void CheckOther(ISymbol member)
    {
        string? why = member switch
        {
            IEventSymbol => "an event is no hook; declare a static method",
            IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } =>
                "a hook is static, since a provider has no instance; declare it 'static abstract', or 'static virtual' with a default",
            IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion, IsAbstract: true } =>
                "an operator is no hook; declare a static method",
            _ => null,
        };
        if (why is not null)
        {
            Unsupported(member, why);
        }
    }

    private static bool IsFarSide(IMethodSymbol candidate, IMethodSymbol bridge) =>
        candidate.IsStatic
        && candidate.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
        && candidate.TypeParameters.Length == bridge.TypeParameters.Length + 1
        && candidate.ReturnType.ToSource() == bridge.ReturnType.ToSource()
        && candidate.Parameters.Length == bridge.Parameters.Length
        && candidate.Parameters.Zip(bridge.Parameters, (a, b) => a.RefKind == b.RefKind && a.Type.ToSource() == b.Type.ToSource()).All(same => same);

    private static EquatableArray<EnumMemberModel> EnumMembers(ITypeSymbol type, SymbolMemberKind kind) =>
        kind != SymbolMemberKind.Enumeration
            ? EquatableArray<EnumMemberModel>.Empty
            : type.GetMembers().OfType<IFieldSymbol>()
                .Select(field => new EnumMemberModel(
                    $"{type.ToSource()}.{SignatureReader.Escape(field.Name)}",
                    field.FindAttribute(KnownNames.Symbol)?.Positional(0) as string))
                .ToEquatableArray();

    private void Unsupported(ISymbol member, string why) => sink.Report(TableDiagnostics.UnsupportedMember, member, member.ToName(), why);
}
