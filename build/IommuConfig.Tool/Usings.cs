global using Symbol = IommuConfig.Kconfig.Symbol;
