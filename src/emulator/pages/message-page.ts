import type { Answer } from '../http.ts';
import { htmlPage, markup } from './html-page.ts';

/** A page that only says something; nothing can be done on it. */
export const messagePage = (status: number, title: string, message: string): Answer =>
  htmlPage({ status, title, content: markup`<p>${message}</p>` });
