import { DestroyRef, Directive, ElementRef, effect, inject, input, output } from '@angular/core';
import {
  type ImmErrorEvent,
  type ImmReadyEvent,
  type ImmStateChangeEvent,
  type ImmUnsavedChangeEvent,
  type ImmWebofficeElement,
  type ImmWebofficeProperties,
} from 'imm-weboffice';

/** `<imm-weboffice [options]="{ tokenEndpoint, src }" (ready)="…">`: types for the element's properties and events, and `#viewer="immWeboffice"`. */
@Directive({
  selector: 'imm-weboffice',
  exportAs: 'immWeboffice',
  host: {
    '(imm-ready)': 'ready.emit($event)',
    '(imm-error)': 'error.emit($event)',
    '(imm-state-change)': 'stateChange.emit($event)',
    '(imm-unsaved-change)': 'unsavedChange.emit($event)',
  },
})
export class WebOfficeDirective {
  readonly options = input.required<ImmWebofficeProperties>();
  readonly ready = output<ImmReadyEvent>();
  readonly error = output<ImmErrorEvent>();
  readonly stateChange = output<ImmStateChangeEvent>();
  readonly unsavedChange = output<ImmUnsavedChangeEvent>();
  readonly element = inject<ElementRef<ImmWebofficeElement>>(ElementRef).nativeElement;
  readonly #given = new Set<string>();

  constructor() {
    effect(() => {
      const options = this.options();
      for (const name of Object.keys(options)) this.#given.add(name);
      // What is given no more is `undefined`, which means the default.
      for (const name of this.#given) Object.assign(this.element, { [name]: options[name as keyof ImmWebofficeProperties] });
    });
    // What was edited is stored while the view goes, in browsers that can (Chromium 133 and later).
    inject(DestroyRef).onDestroy(() => this.element.saveInBackground());
  }
}
