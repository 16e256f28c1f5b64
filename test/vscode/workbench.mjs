// What a person does in the workbench, in the words of the scenarios.

/**
 * Opens quick input with a key, types, and accepts the entry. The list does not refresh by itself when
 * an extension registers late, so it types again until the wanted entry is there.
 */
async function pick(page, key, text, label) {
  const widget = page.locator('.quick-input-widget');
  await page.keyboard.press(key);
  const input = widget.locator('input[type=text]:visible').first();
  await input.waitFor();
  const row = widget
    .locator('.monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: exactly(label) }) })
    .first();
  for (let attempt = 0; ; attempt++) {
    await input.fill('>');
    await input.fill(text);
    try {
      await row.waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
  await row.click();
}

/** A title of a command may end with dots: it asks for more. */
const exactly = text =>
  new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:\\.\\.\\.)?$`);

export const command = (page, label) => pick(page, 'F1', `>${label}`, label);
export const openFile = async (page, name) => {
  await pick(page, 'Control+P', name, name);
  await page.locator('.tab.active', { hasText: name }).waitFor();
};

/** Chooses an entry of the quick pick that is open. */
export async function choose(page, label) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  await row.waitFor();
  await row.click();
}

/** Answers the question in the input box: typing before the box has the focus would go elsewhere. */
export async function answer(page, text) {
  const box = page.locator('.quick-input-widget input:visible');
  await box.waitFor();
  await box.fill(text);
  await box.press('Enter');
}

/** Replaces the one occurrence of a text in the active editor, as if typed. */
export async function replaceText(page, from, to) {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+F');
  const find = page.locator('.find-widget.visible textarea').first();
  await find.waitFor();
  await find.fill(from);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.type(to, { delay: 30 });
}

export const toast = (page, text) => page.locator('.notification-toast', { hasText: text }).first();

export const statusBar = (page, text) => page.locator('.statusbar-item', { hasText: text }).first();
