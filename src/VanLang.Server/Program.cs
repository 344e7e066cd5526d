using VanLang.Server.Verbs;

return await VerbList.Run(args);
