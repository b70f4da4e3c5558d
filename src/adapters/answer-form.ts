/** The form that a service answers in. */
export type AnswerForm = 'json' | 'xml';

/**
 * Why the body cannot be an answer of the service, or undefined when it can. An empty body can: what must be in it is
 * the caller's to check. A body that was cut off is seen here, also where its length was not announced.
 */
export function whyNotOfForm(form: AnswerForm, body: string): string | undefined {
  const text = body.trim();
  if (text === '') return undefined;
  if (/^<(!doctype|html)/i.test(text)) return 'it is a web page, not an answer of the service';
  return form === 'json' ? whyNotJson(text) : whyNotXml(text);
}

function whyNotJson(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'it is no JSON object';
  } catch {
    return text.startsWith('{') ? 'it is cut off or no valid JSON' : 'it is not JSON';
  }
}

function whyNotXml(text: string): string | undefined {
  const root = /^(?:<\?xml[^>]*>\s*)?<([\w:.-]+)/.exec(text)?.[1];
  if (root === undefined) return 'it is not XML';
  return text.endsWith(`</${root}>`) ? undefined : 'it is cut off or no valid XML';
}
