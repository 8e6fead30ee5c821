import { ImmWeboffice } from 'imm-weboffice/react';

export default function Page() {
  return <ImmWeboffice tokenEndpoint="/api/weboffice" src="oss://test/short.pdf" sdkUrl={process.env.SDK} style={{ height: 600 }} />;
}
