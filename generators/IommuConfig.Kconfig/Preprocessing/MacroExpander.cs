using System;
using System.Collections.Generic;
using System.Text;

namespace IommuConfig.Kconfig;

/// <summary>
/// Expands references. What is under way lies on a stack of its own and not on the thread's, so that no text can make it overflow. Everything is
/// written into one buffer: what a frame has produced so far is what follows its start there.
/// </summary>
internal sealed class MacroExpander(
    Dictionary<string, MacroVariable> variables, MacroFunctions functions, MacroEnvironment environment, MacroErrors errors, ExpansionBudget budget)
{
    private static readonly string[] s_noArguments = [];

    private readonly StringBuilder _output = new();
    private Frame[] _frames = new Frame[16];
    private int _depth;
    private MacroPlace _place;

    /// <summary>Stands for a text that is not known yet, see <see cref="ProbeScout"/>: a name that contains it may be any name.</summary>
    public char? Hole { get; init; }

    /// <summary>Expands all references of a text; the rest is copied.</summary>
    public string Expand(string text, int start, int end, MacroPlace place)
    {
        _place = place;
        PushText(text, start, end, s_noArguments, null);
        while (_depth > 0 && !errors.HasFailed)
        {
            ref Frame top = ref _frames[_depth - 1];
            if (top.Ends is null)
            {
                ContinueText(ref top);
            }
            else
            {
                ContinueReference(ref top);
            }

            if (budget.IsSpent)
            {
                errors.Fail(KconfigDiagnostics.ExpansionTooLarge, place, null, ExpansionBudget.MaxOutput >> 20, ExpansionBudget.MaxWork >> 20);
            }
        }

        string result = errors.HasFailed ? "" : _output.ToString();
        _output.Clear();
        _depth = 0;
        return result;
    }

    /// <summary>Copies up to the next reference and begins with that.</summary>
    private void ContinueText(ref Frame frame)
    {
        string text = frame.Text;
        int dollar = MacroReference.Find(text, frame.Position, frame.End);
        int literalEnd = dollar < 0 ? frame.End : dollar;
        budget.Read(literalEnd - frame.Position);
        budget.Produce(literalEnd - frame.Position);
        _output.Append(text, frame.Position, literalEnd - frame.Position);
        if (dollar < 0)
        {
            FinishText(ref frame);
            return;
        }

        int start = dollar + 2;
        budget.Refer();
        List<int>? ends = MacroReference.Split(text, start, frame.End);
        if (ends is null)
        {
            string rest = text.Substring(start, frame.End - start);
            errors.Fail(KconfigDiagnostics.UnterminatedMacro, _place, $"unterminated reference to '{rest}': missing ')'", rest);
            return;
        }

        int close = ends[ends.Count - 1];
        budget.Read(close - start);
        frame.Position = close + 1;
        if (ends.Count > MacroReference.MaxParts)
        {
            errors.Fail(KconfigDiagnostics.TooManyMacroArguments, _place, "too many function arguments", MacroReference.MaxParts - 1);
            return;
        }

        string[] arguments = frame.Arguments;
        ref Frame reference = ref Push();
        reference.Text = text;
        reference.Position = start;
        reference.Ends = ends;
        reference.Values = new string[ends.Count];
        reference.Arguments = arguments;
    }

    private void FinishText(ref Frame frame)
    {
        int start = frame.Start;
        if (frame.Variable is not null)
        {
            frame.Variable.Uses--;
        }

        bool isPart = frame.Variable is null && _depth > 1;
        Pop();
        if (isPart)
        {
            _frames[_depth - 1].Add(_output.ToString(start, _output.Length - start));
            _output.Length = start;
        }
    }

    /// <summary>Expands the next part, or replaces the reference by what it stands for when all parts are known.</summary>
    private void ContinueReference(ref Frame frame)
    {
        while (frame.Known < frame.Ends!.Count)
        {
            int end = frame.Ends[frame.Known];
            int start = frame.Position;
            frame.Position = end + 1;
            if (MacroReference.Find(frame.Text, start, end) >= 0)
            {
                PushText(frame.Text, start, end, frame.Arguments, null);
                return;
            }

            budget.Read(end - start);
            budget.Produce(end - start);
            frame.Add(frame.Text.Substring(start, end - start));
        }

        string[] values = frame.Values;
        string[] arguments = frame.Arguments;
        Pop();
        Invoke(values, arguments);
    }

    /// <summary>A name is looked for among the arguments, the variables, the functions and in the environment.</summary>
    private void Invoke(string[] parts, string[] arguments)
    {
        string name = parts[0];
        bool isPlain = parts.Length == 1;
        if (Hole is { } hole && name.IndexOf(hole) >= 0)
        {
            Append(hole.ToString());
        }
        else if (isPlain && MacroArgument.Parse(name) is > 0 and var number && number < (ulong)arguments.Length)
        {
            Append(arguments[(int)number]);
        }
        else if (variables.TryGetValue(name, out MacroVariable? variable))
        {
            Use(variable, parts);
        }
        else
        {
            Append(functions.Call(parts, _place) ?? (isPlain && name.Length > 0 ? environment.Read(name, _place.Location) : null) ?? "");
        }
    }

    private void Use(MacroVariable variable, string[] parts)
    {
        if (parts.Length == 1 && variable.Uses > 0)
        {
            string conf = $"Recursive variable '{variable.Name}' references itself (eventually)";
            errors.Fail(KconfigDiagnostics.RecursiveVariable, _place, conf, variable.Name, Chain(variable));
        }
        else if (variable.Uses >= ExpansionBudget.MaxUses || _depth >= ExpansionBudget.MaxNesting)
        {
            FailTooDeep();
        }
        else if (variable.IsRecursive)
        {
            variable.Uses++;
            PushText(variable.Text, 0, variable.Text.Length, parts, variable);
        }
        else
        {
            Append(variable.Text);
        }
    }

    /// <summary>For example <c>A, B, A</c>.</summary>
    private string Chain(MacroVariable variable)
    {
        const int MaxNames = 8;
        var names = new List<string>();
        for (int i = _depth - 1; i >= 0 && (names.Count == 0 || names[names.Count - 1] != variable.Name); i--)
        {
            if (_frames[i].Variable is { } user)
            {
                names.Add(user.Name);
            }
        }

        names.Reverse();
        if (names.Count > MaxNames)
        {
            names.RemoveRange(MaxNames, names.Count - MaxNames);
            names.Add("...");
        }

        names.Add(variable.Name);
        return string.Join(", ", names);
    }

    private void FailTooDeep() => errors.Fail(KconfigDiagnostics.ExpansionTooDeep, _place, "Too deep recursive expansion", ExpansionBudget.MaxUses);

    private void Append(string text)
    {
        budget.Produce(text.Length);
        _output.Append(text);
    }

    private void PushText(string text, int start, int end, string[] arguments, MacroVariable? variable)
    {
        ref Frame frame = ref Push();
        frame.Text = text;
        frame.Position = start;
        frame.End = end;
        frame.Arguments = arguments;
        frame.Variable = variable;
    }

    private ref Frame Push()
    {
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        if (_depth >= ExpansionBudget.MaxNesting)
        {
            FailTooDeep();
        }

        _frames[_depth].Start = _output.Length;
        return ref _frames[_depth++];
    }

    private void Pop() => _frames[--_depth] = default;

    /// <summary>A text being copied or, with <see cref="Ends"/>, a reference whose parts are being expanded.</summary>
    private struct Frame
    {
        public string Text;
        public int Position;
        public int End;

        /// <summary>Length of the output when the frame began.</summary>
        public int Start;

        /// <summary>What $(1) and so on mean in the text; the function's name is in front.</summary>
        public string[] Arguments;

        /// <summary>The variable whose text it is.</summary>
        public MacroVariable? Variable;

        /// <summary>Where the parts of the reference end.</summary>
        public List<int>? Ends;

        /// <summary>The expanded parts.</summary>
        public string[] Values;

        /// <summary>How many parts are expanded.</summary>
        public int Known;

        public void Add(string value) => Values[Known++] = value;
    }
}
