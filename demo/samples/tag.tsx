import 'imm-weboffice';
import type {} from 'imm-weboffice/react'; // types only

export const Preview = ({ src }: { src: string }) => (
  <imm-weboffice
    token-endpoint="/api/weboffice"
    src={src}
    onimm-ready={({ fileInfo }) => console.log(fileInfo?.name)}
  />
);
