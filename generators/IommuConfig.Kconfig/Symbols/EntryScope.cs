namespace IommuConfig.Kconfig;

/// <summary>What surrounds a statement.</summary>
/// <param name="Container">The node that new nodes go into.</param>
/// <param name="Dependency">What everything here depends on; null for nothing.</param>
/// <param name="Visibility">What all prompts here are visible if; null for nothing.</param>
/// <param name="Choice">The choice whose members these are.</param>
internal readonly record struct EntryScope(MenuNode Container, DependencyScope? Dependency, DependencyScope? Visibility, Choice? Choice);
