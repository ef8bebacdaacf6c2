/** Lines that a text capture keeps of a page's menus. They stand alone and say nothing about the article. */
export const MENU_LINE =
  /^(?:select page|menu|main menu|search|home|skip to (?:main )?content|(?:toggle )?navigation|subscribe|sign in|sign up|log ?in|register|share|print|tweet|facebook|twitter|whatsapp|close|back|الرئيسية|القائمة|بحث|شارك|طباعة|تسجيل الدخول)$/i;
