using IommuConfig.Generators.Helpers;

namespace IommuConfig.Generators.Dispatch;

/// <summary>One interface of a contract tree.</summary>
/// <param name="FullName">The name for C# source, with <c>global::</c>.</param>
/// <param name="DisplayName">The name for people: <c>Namespace.IContract</c>.</param>
/// <param name="Name">The simple name.</param>
/// <param name="Bases">The full names of all contracts it inherits, directly or not.</param>
/// <param name="Hooks">Its own hooks, in order of declaration.</param>
/// <param name="Symbols">Its own members that answer with a Kconfig symbol.</param>
/// <param name="Bridges">Its own bridges.</param>
/// <param name="TableMembers">Its own members that every table supplies.</param>
internal sealed record ContractModel(
    string FullName,
    string DisplayName,
    string Name,
    EquatableArray<string> Bases,
    EquatableArray<HookModel> Hooks,
    EquatableArray<SymbolMemberModel> Symbols,
    EquatableArray<BridgeModel> Bridges,
    EquatableArray<TableMemberModel> TableMembers);

/// <summary>A static method's shape, as source text.</summary>
/// <param name="Name">The name, escaped where it is a keyword.</param>
/// <param name="ReturnType">The return type, <c>void</c> included.</param>
/// <param name="TypeParameters"><c>&lt;T, U&gt;</c>, or empty.</param>
/// <param name="Constraints">The <c>where</c> clauses, separated by spaces, or empty.</param>
/// <param name="ExplicitConstraints">The <c>where</c> clauses of an explicit implementation, which inherits all others, or empty.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="WithoutProvider">What a required hook answers where there is no provider: an expression, or null where it returns nothing.</param>
/// <param name="Attributes">Attributes that belong to the signature, such as those of nullable analysis, one line each.</param>
/// <param name="IsPublic">Whether every type of the signature is public, so that the table's method can be.</param>
/// <param name="Cref">What <c>inheritdoc</c> refers to.</param>
/// <param name="IsUnsafe">Whether a pointer stands in the signature.</param>
/// <param name="IsObsolete">Whether the declaration is obsolete, so that naming it is not worth another warning.</param>
internal sealed record SignatureModel(
    string Name,
    string ReturnType,
    string TypeParameters,
    string Constraints,
    string ExplicitConstraints,
    EquatableArray<ParameterModel> Parameters,
    string? WithoutProvider,
    EquatableArray<string> Attributes,
    bool IsPublic,
    string Cref,
    bool IsUnsafe,
    bool IsObsolete);

/// <summary>One parameter.</summary>
/// <param name="Modifiers"><c>ref </c>, <c>out </c>, <c>in </c>, <c>ref readonly </c>, <c>scoped </c>, or empty; with a trailing blank.</param>
/// <param name="Type">The type, as source text.</param>
/// <param name="Name">The name, escaped where it is a keyword.</param>
/// <param name="Argument">How the parameter is passed on: <c>ref x</c>, <c>x</c>.</param>
/// <param name="Default"><c> = value</c>, or empty.</param>
/// <param name="IsParams">Whether it is a <c>params</c> parameter.</param>
/// <param name="IsOut">Whether it is an <c>out</c> parameter.</param>
/// <param name="Attributes">Attributes of nullable analysis, each with a trailing blank, or empty.</param>
/// <param name="CallerAttributes">Those that ask the compiler for the caller's name, file or line, each with a trailing blank, or empty.</param>
internal sealed record ParameterModel(
    string Modifiers,
    string Type,
    string Name,
    string Argument,
    string Default,
    bool IsParams,
    bool IsOut,
    string Attributes,
    string CallerAttributes);

/// <summary>One hook.</summary>
/// <param name="Signature">Its shape.</param>
/// <param name="IsOptional">Whether the contract gives it a default body.</param>
/// <param name="Context">Where a mixed table takes the provider from: a C# expression of type <c>ProviderId</c>, or null where the hook has no context.</param>
/// <param name="ContextName">The parameter that is the context, for people.</param>
/// <param name="ContextIsId">Whether the context is a <c>ProviderId</c> itself: the call names its provider in every form.</param>
/// <param name="ContextDenied">Whether the hook has context by signature and <c>HookContext.None</c> takes it away.</param>
/// <param name="DependsOn">The Kconfig expression it depends on, or null.</param>
/// <param name="Fanout">How it is fanned out in a mixed table, or null.</param>
/// <param name="Scope">The parameter that knows which providers were set up, or null.</param>
internal sealed record HookModel(
    SignatureModel Signature,
    bool IsOptional,
    string? Context,
    string? ContextName,
    bool ContextIsId,
    bool ContextDenied,
    string? DependsOn,
    FanoutModel? Fanout,
    string? Scope)
{
    /// <summary>The name for people.</summary>
    public string Name => Signature.Name.TrimStart('@');
}

/// <summary>That a hook is fanned out in a mixed table.</summary>
/// <param name="Undo">The name of the hook that undoes it, escaped where it is a keyword, or null.</param>
internal sealed record FanoutModel(string? Undo);

/// <summary>A contract property that answers with the value of a symbol.</summary>
/// <param name="Name">The property, escaped where it is a keyword.</param>
/// <param name="Type">Its type, as source text.</param>
/// <param name="Kind">What kind of value it takes.</param>
/// <param name="Symbol">The Kconfig symbol; null for an enumeration.</param>
/// <param name="Members">For an enumeration: its members, in order of declaration.</param>
internal sealed record SymbolMemberModel(string Name, string Type, SymbolMemberKind Kind, string? Symbol, EquatableArray<EnumMemberModel> Members);

/// <summary>The type of a contract property that answers with the value of a symbol.</summary>
internal enum SymbolMemberKind
{
    Bool,
    Tristate,
    Integer,
    String,
    Enumeration,
}

/// <summary>A member of an enumeration.</summary>
/// <param name="FullName">The name for C# source.</param>
/// <param name="Symbol">The symbol that means this member, or null: the member that stands for none of them.</param>
internal sealed record EnumMemberModel(string FullName, string? Symbol);

/// <summary>A bridge.</summary>
/// <param name="Signature">Its shape.</param>
/// <param name="Contract">The full name of the contract that its far side needs.</param>
/// <param name="ContractName">The same, for people.</param>
/// <param name="Target">The far side's method as source text: <c>global::N.Type.Method</c>.</param>
internal sealed record BridgeModel(SignatureModel Signature, string Contract, string ContractName, string Target);

/// <summary>The contract members that every table supplies from itself.</summary>
internal enum TableMemberKind
{
    Providers,
    Select,
    IsAvailable,
    IsMixed,
}

/// <summary>A contract member that every table supplies from itself.</summary>
/// <param name="Kind">Which one.</param>
internal sealed record TableMemberModel(TableMemberKind Kind);
