export default async function tearDown() {
  await globalThis.datelineInfrastructure?.stop();
}
