import { CUSTOM_ELEMENTS_SCHEMA, Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { getApplication } from 'imm-weboffice';
import { WebOfficeDirective } from './weboffice.directive';

@Component({
  selector: 'app-root',
  imports: [WebOfficeDirective],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <imm-weboffice
      #viewer="immWeboffice"
      [options]="{ tokenEndpoint: '/api/weboffice', sdkUrl: '/sdk.js', src: src() }"
      (ready)="note.set($event.fileInfo?.name + ' is open')"
      (error)="note.set($event.error.message)"
    ></imm-weboffice>
    <output>{{ note() }}</output>
    <button (click)="count(viewer)">Count</button>
  `,
})
class App {
  readonly src = signal('oss://test/short.pdf');
  readonly note = signal('');

  async count({ element }: WebOfficeDirective) {
    const { ActivePDF } = await getApplication(element, 'f');
    this.note.set(`${await ActivePDF.PagesCount} pages`);
  }
}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
