using System;
using System.Collections.Generic;

namespace IommuConfig.Kconfig;

internal abstract class ClassicExpression { public bool IsOr => throw new NotImplementedException(); public ClassicExpression Left => throw new NotImplementedException(); public ClassicExpression Right => throw new NotImplementedException(); public Tristate Evaluate(Configuration c) => throw new NotImplementedException(c.ToString()); }
internal sealed class ClassicForms(KconfigTree tree)
{
    public ClassicExpression Dependency(MenuNode n) => throw new NotImplementedException(n.ToString() + tree);
    public ClassicExpression Condition(Prompt n) => throw new NotImplementedException(n.ToString());
    public ClassicExpression? SelectedBy(Symbol n) => throw new NotImplementedException(n.ToString());
    public ClassicExpression? ImpliedBy(Symbol n) => throw new NotImplementedException(n.ToString());
    public ClassicExpression Of(Expression n) => throw new NotImplementedException(n.ToString());
}
internal static class ClassicPrinter { public static string Print(ClassicExpression e, Configuration? c) => throw new NotImplementedException(e.ToString() + c); }
internal static class Ch { extension(UserValue v) { public Symbol? Chosen { get => throw new NotImplementedException(); set => throw new NotImplementedException(v.ToString()+value); } } }
#pragma warning disable IDE0060
internal static class Stubs
{
    extension(Configuration c)
    {
        public Tristate GetTristate(Symbol s) => throw new NotImplementedException();
        public Tristate GetStoredTristate(Symbol s) => throw new NotImplementedException();
        public string? GetStoredText(Symbol s) => throw new NotImplementedException();
        public string GetText(Symbol s) => throw new NotImplementedException();
        public bool IsChangeable(Symbol s) => throw new NotImplementedException();
        public bool Allows(Symbol s, Tristate t) => throw new NotImplementedException();
        public bool IsVisible(MenuNode n) => throw new NotImplementedException();
        public void Calculate(Symbol n) => throw new NotImplementedException();
        public void InvalidateAll() => throw new NotImplementedException();
        public void Invalidate(Symbol s) => throw new NotImplementedException();
        public UserValue? GetUserValue(Symbol s) => throw new NotImplementedException();
        public void SetUserValueRaw(Symbol s, UserValue? v) => throw new NotImplementedException();
        public bool TrySet(Symbol s, Tristate v) => throw new NotImplementedException();
        public bool TrySet(Symbol s, string v) => throw new NotImplementedException();
        public void Choose(Choice c2, Symbol v) => throw new NotImplementedException();
    }
    extension(KconfigTree t)
    {
        public Dialect Dialect => throw new NotImplementedException();
        public IEnumerable<Symbol> InHashOrder() => throw new NotImplementedException();
        public static KconfigTree Load(string p, IFileProvider f, LoadOptions o) => throw new NotImplementedException();
    }
    extension(Choice c) { public Symbol Symbol => throw new NotImplementedException(); }
    extension(Symbol c) { public Choice? OwnChoice => throw new NotImplementedException(); }
    extension(MenuNode c)
    {
        public MenuNode? LayoutParent => throw new NotImplementedException();
        public IReadOnlyList<MenuNode> LayoutChildren => throw new NotImplementedException();
    }
}
