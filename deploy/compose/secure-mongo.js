// The health check of MongoDB in compose.prod.yml, run by mongosh on the machine itself: healthy means primary, with its two users.
// As long as there is no user, mongod lets a local connection make the replica set and the first one (its "localhost exception").
const { ROOT_PASSWORD, MONGO_PASSWORD } = process.env;
const admin = db.getSiblingDB('admin');

function logIn() {
  try {
    return admin.auth('root', ROOT_PASSWORD).ok === 1;
  } catch {
    return false;
  }
}

if (!logIn()) {
  try {
    rs.initiate({ _id: 'dateline', members: [{ _id: 0, host: 'mongo:27017' }] });
  } catch {
    // It is made already, or root's password is another.
  }
  if (!db.hello().isWritablePrimary) quit(1);
  admin.createUser({ user: 'root', pwd: ROOT_PASSWORD, roles: ['root'] });
  if (!logIn()) quit(1);
}
if (!db.hello().isWritablePrimary) quit(1);
if (admin.getUser('dateline') === null)
  admin.createUser({ user: 'dateline', pwd: MONGO_PASSWORD, roles: [{ role: 'readWrite', db: 'dateline' }] });
quit(0);
