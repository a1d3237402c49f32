export declare function takeInstallLock(modules: string, onWait?: () => void, pause?: number): Promise<() => void>;
