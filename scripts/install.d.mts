export declare function installHash(root: string): string;
export declare function npmArguments(platform: string, arch: string): string[];
export declare function isRecentNode(version: string): boolean;
export declare function npmProblem(said: string): string;
export declare function packagesOf(lock: string, platform: string, arch: string): string[];
