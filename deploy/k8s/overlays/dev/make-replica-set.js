try {
  rs.status();
} catch {
  rs.initiate({ _id: 'dateline', members: [{ _id: 0, host: 'mongo-0.mongo:27017' }] });
}
quit(db.hello().isWritablePrimary ? 0 : 1);
