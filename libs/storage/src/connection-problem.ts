import { mongo } from 'mongoose';

/**
 * What is wrong with a connection string, or null. Nothing is connected, and no word of the string is
 * repeated: a password may stand in it.
 */
export function connectionProblem(uri: string): string | null {
  if (!/^mongodb(\+srv)?:\/\//.test(uri)) return 'must begin with mongodb:// or mongodb+srv://';
  try {
    new mongo.MongoClient(uri);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : '';
    const isSafe =
      message !== undefined && message !== '' && !message.includes('//') && !message.includes('"');
    return isSafe ? message : 'must be a connection string: mongodb://user:password@host:port/?options';
  }
}
